package org.waybill.signature;

import java.util.List;

/** Which signatures are taken. */
public enum SignaturePolicy {
  /** V3 when a request mentions it at all, else V2. The default. */
  STRICT,
  /** V3 and nothing else: V2 leaves the body unprotected. */
  V3_ONLY,
  /** V2 also where V3 failed: for the days on which Plivo signs V3 wrongly. */
  V2_ALLOWED_AFTER_FAILED_V3;

  /** In the order in which they are tried; the first one is the one that a refusal speaks of. */
  List<Generation> generations(boolean v3Mentioned) {
    return switch (this) {
      case STRICT -> List.of(v3Mentioned ? Generation.V3 : Generation.V2);
      case V3_ONLY -> List.of(Generation.V3);
      case V2_ALLOWED_AFTER_FAILED_V3 ->
          v3Mentioned ? List.of(Generation.V3, Generation.V2) : List.of(Generation.V2);
    };
  }
}
