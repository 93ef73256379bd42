package org.waybill.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Waits until Payara Micro has said its last word and Waybill answers. */
class Ready extends Handler {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 200;

  /** Held strongly: the log manager would forget the logger and this handler with it. */
  private final Logger server = Logger.getLogger("PayaraMicro");

  private final CountDownLatch lastWord = new CountDownLatch(1);

  Ready() {
    server.addHandler(this);
  }

  @Override
  public void publish(LogRecord word) {
    if (String.valueOf(word.getMessage()).contains("ready in")) {
      lastWord.countDown();
    }
  }

  void await(URI health) throws InterruptedException {
    try {
      lastWord.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      long attempts = PATIENCE.toMillis() / PAUSE_MILLIS;
      do {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } while (!answers(health) && --attempts > 0);
      // What that first request made the server log is written by now.
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } finally {
      server.removeHandler(this);
    }
  }

  private static boolean answers(URI health) throws InterruptedException {
    try {
      HttpRequest question = HttpRequest.newBuilder(health).timeout(PATIENCE).build();
      return HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(question, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
