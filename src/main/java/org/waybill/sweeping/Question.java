package org.waybill.sweeping;

import java.util.UUID;

/** A stuck message that Plivo is asked about by this node. */
record Question(String account, UUID messageId, UUID attemptId, String messageUuid) {}
