package org.waybill.chaos;

import java.util.List;
import java.util.Random;

/**
 * What the last three digits of a recipient ask for.
 *
 * @param weight how often it is chosen
 * @param end status, and of a failure its code and whether it is provisional
 * @param attempts at least
 * @param reports of Plivo's about each send that it accepted
 */
record Ending(String digits, int weight, String end, int attempts, int reports) {
  private static final List<Ending> ALL =
      List.of(
          new Ending("000", 500, "delivered", 1, 3),
          undelivered("010"),
          new Ending("020", 10, "undelivered 20", 4, 3),
          undelivered("030"),
          failed("040"),
          failed("050"),
          undelivered("060"),
          undelivered("070"),
          new Ending("080", 10, "undelivered 80", 4, 3),
          failed("090"),
          undelivered("100"),
          failed("110"),
          failed("200"),
          failed("201"),
          failed("420"),
          failed("450"),
          // puts the account on hold
          new Ending("900", 1, "failed 900", 1, 2),
          new Ending("601", 10, "delivered", 1, 2),
          new Ending("602", 10, "delivered", 1, 0),
          delivered("603"),
          delivered("604"),
          delivered("605"),
          delivered("606"),
          delivered("607"),
          delivered("608"),
          new Ending("609", 10, "delivered", 2, 3),
          delivered("610"),
          delivered("611"),
          delivered("612"),
          delivered("613"),
          new Ending("614", 10, "failed no_delivery_report provisional", 1, 0),
          new Ending("620", 10, "delivered", 2, 3));

  private static final int WEIGHTS = ALL.stream().mapToInt(Ending::weight).sum();

  static Ending any(Random random) {
    int left = random.nextInt(WEIGHTS);
    for (Ending ending : ALL) {
      left -= ending.weight();
      if (left < 0) {
        return ending;
      }
    }
    throw new AssertionError();
  }

  static Ending of(String number) {
    return ALL.stream().filter(ending -> number.endsWith(ending.digits())).findFirst().get();
  }

  private static Ending delivered(String digits) {
    return new Ending(digits, 10, "delivered", 1, 3);
  }

  private static Ending undelivered(String digits) {
    return new Ending(digits, 10, "undelivered " + Integer.valueOf(digits), 1, 3);
  }

  private static Ending failed(String digits) {
    return new Ending(digits, 10, "failed " + Integer.valueOf(digits), 1, 2);
  }
}
