package io.github.windlass4j.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Seed and time of the PKI that {@link PkiExtension} injects; on a method it wins over its class. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface PkiSeed {
    /** The seed: the same one gives the same keys and names. */
    long value() default PkiExtension.DEFAULT_SEED;

    /** Instant of minting in ISO 8601, such as {@code 2026-11-22T00:00:00Z}; empty = now, for real handshakes. */
    String at() default "";
}
