package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@SystemTest
class MetricsIT {
  @Test
  void countsCallbacksByWhatBecameOfThem() {
    Api.awaitStatus(Api.sent(Recipients.delivering()), "delivered");
    Callback.to("/api/webhooks/plivo/sms").field("Status", "sent").unsigned().send().hasStatus(400);

    String metrics = Api.get("/api/v1/metrics").hasStatus(200).body();

    assertThat(metrics)
        .containsPattern("waybill_callbacks_genuine_total\\{signature=\"(ma_)?v3\"} [1-9]")
        .containsPattern("waybill_callbacks_refused_total\\{diagnosis=\"no_header\"} [1-9]")
        .contains("waybill_callbacks_refused_total{diagnosis=\"other_token\"}")
        .contains("waybill_callbacks_replayed_total")
        .contains("waybill_callbacks_not_stored_total{cause=\"overloaded\"} ")
        .contains("waybill_account_condition{account=\"default\",condition=\"working\"} 1.0")
        .contains("waybill_dispatch_overhead_seconds_count")
        .containsPattern("waybill_sends_total\\{outcome=\"accepted\"} [1-9]")
        .contains("waybill_sends_total{outcome=\"kept_back\"} ")
        .containsPattern("waybill_reports_total\\{kind=\"sms\",outcome=\"matched\"} [1-9]");
  }

  @Test
  void tellsOnlyCallersWithAKey() {
    Api.exchange(Api.keyless("/api/v1/metrics").GET()).hasStatus(401);
  }
}
