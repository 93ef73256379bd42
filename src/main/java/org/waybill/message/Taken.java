package org.waybill.message;

import java.util.List;

/**
 * What was taken of that which is due.
 *
 * @param all in their turn
 * @param more whether more may be there to be taken at once; never when nothing was
 */
public record Taken<T>(List<T> all, boolean more) {}
