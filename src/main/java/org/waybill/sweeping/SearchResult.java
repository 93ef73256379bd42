package org.waybill.sweeping;

/** What Plivo's log shows of one unconfirmed send. */
sealed interface SearchResult {
  /** One message of Plivo's can be this one, and no other can. */
  record Arrived(String messageUuid) implements SearchResult {}

  /** The whole time was looked through and no message of Plivo's can be this one. */
  record Absent() implements SearchResult {}

  /** The log could not be read, hides numbers, or shows several that can be this one. */
  record Unclear() implements SearchResult {}
}
