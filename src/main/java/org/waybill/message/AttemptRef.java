package org.waybill.message;

import java.util.UUID;

/** Names an attempt and the message that owns it. */
public record AttemptRef(UUID messageId, UUID attemptId) {}
