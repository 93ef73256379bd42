package org.waybill.sending;

import org.waybill.sender.Sender;

/**
 * Where a message comes from.
 *
 * @param account Waybill's name of it
 * @param pooled whether the sender is the account's choice and not the client's
 */
record Origin(String account, Sender sender, boolean pooled) {}
