package org.waybill.bench.micro;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.waybill.signature.FormFields;
import org.waybill.signature.SignatureCheck;
import org.waybill.signature.SignatureHeaders;
import org.waybill.signature.SignaturePolicy;
import org.waybill.signature.SignedRequest;
import org.waybill.signature.Verdict;

/** Checking the V3 signature of one callback whose form is parsed already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SignatureCheckBenchmark {
  private final SignatureCheck check =
      new SignatureCheck(List.of(Sample.TOKEN), List.of(), SignaturePolicy.STRICT);
  private final FormFields form = FormFields.parse(Sample.form()).orElseThrow();
  private SignedRequest request;

  @Setup
  public void sign() throws GeneralSecurityException {
    String signature = signature();
    request =
        new SignedRequest(
            "POST",
            Sample.URL,
            FormFields.none(),
            form,
            new SignatureHeaders(null, null, null, signature, signature, Sample.NONCE),
            List.of());
    if (!(genuine() instanceof Verdict.Genuine)) {
      throw new IllegalStateException("the sample is not signed as Waybill wants it");
    }
  }

  private String signature() throws GeneralSecurityException {
    String fields =
        form.entries().stream()
            .map(field -> field.name() + field.value())
            .sorted()
            .collect(Collectors.joining());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Sample.TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String text = Sample.URL + "?" + fields + "." + Sample.NONCE;
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Benchmark
  public Verdict genuine() {
    return check.check(request);
  }
}
