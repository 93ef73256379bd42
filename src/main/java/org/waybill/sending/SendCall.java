package org.waybill.sending;

import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
import org.waybill.idempotency.KeyedRequest;
import org.waybill.waiting.PreferredWait;

/**
 * One request to send, with what its headers ask for.
 *
 * @param messages the address under which every message has its own
 */
record SendCall(
    MessageRequest request,
    String client,
    Optional<KeyedRequest> keyed,
    Optional<PreferredWait> patience,
    UriBuilder messages) {}
