package io.github.windlass4j.core.chain;

/**
 * What another implementation would say: its own way of building and judging paths, its wrong accepts and rejects
 * included. The name states product, entry and version.
 */
public non-sealed interface EmulatedProfile extends Profile {
    /** Predicts the engine's verdict; obstacles name the engine's own reason. */
    ChainVerdict validate(ChainRequest request);
}
