package org.waybill.pacing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of the wish for one call.
 *
 * @param call what to call {@link Pacing#over} with; empty when it must wait
 * @param nextAt when to ask again if it must
 */
public record Asked(Optional<UUID> call, Instant nextAt) {}
