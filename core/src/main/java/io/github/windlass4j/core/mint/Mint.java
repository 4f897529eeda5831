package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.KeyUsage;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Makes certificates for tests and rehearsals: whole PKIs with any key, cross-certificates, CRLs and OCSP responses, sound or
 * broken on purpose. Not for anything that protects something: keys come from a seed.
 *
 * {@snippet :
 * Mint mint = Mint.seeded(42).at(Instant.parse("2026-11-22T00:00:00Z"));
 * Authority root = mint.root("Root A");
 * Authority issuing = root.issueAuthority("Issuing CA 1");
 * Issued server = issuing.issueLeaf("db.example.test");
 * }
 *
 * <p>The same seed and the same calls in the same order give the same bytes on every JDK, except that ML-DSA and DSA signatures
 * follow Bouncy Castle's own randomness rules. Reading the clock is left to the caller.
 */
public final class Mint {
    /** The instant around which certificates are valid unless {@link #at} says otherwise. */
    public static final Instant DEFAULT_INSTANT = Instant.parse("2026-01-01T00:00:00Z");

    /** Validity before {@link #at}, so that a client whose clock is slow is not refused. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365L);

    private final byte[] seed;
    private final Instant at;
    private final KeyType keyType;
    private final AtomicInteger counter;

    private Mint(byte[] seed, Instant at, KeyType keyType, AtomicInteger counter) {
        this.seed = seed;
        this.at = at;
        this.keyType = keyType;
        this.counter = counter;
    }

    /** A mint whose keys, serial numbers and nonces follow from the seed. */
    public static Mint seeded(long seed) {
        return new Mint(
                ByteBuffer.allocate(Long.BYTES).putLong(seed).array(),
                DEFAULT_INSTANT,
                KeyType.P_256,
                new AtomicInteger());
    }

    /** A mint seeded with 32 bytes of {@code random}. */
    public static Mint random(SecureRandom random) {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return new Mint(seed, DEFAULT_INSTANT, KeyType.P_256, new AtomicInteger());
    }

    /** This mint with another present: what it and its authorities issue is valid from a day before. */
    public Mint at(Instant instant) {
        return new Mint(seed, instant, keyType, counter);
    }

    /**
     * This mint with another kind of key for whatever does not ask for its own; P-256 at first, since RSA keys are slow to
     * make.
     */
    public Mint keys(KeyType type) {
        return new Mint(seed, at, type, counter);
    }

    /** A self-signed root. {@code name}: a common name, or a whole name as RFC 4514 writes it if it contains {@code =}. */
    public Authority root(String name) {
        return root(name, UnaryOperator.identity());
    }

    /** A self-signed root with changes: 20 years, CA, keyCertSign and cRLSign unless changed. */
    public Authority root(String name, UnaryOperator<CertificateSpec> changes) {
        CertificateSpec spec = changes.apply(
                spec(name, ROOT_LIFE).authority().keyUsage(KeyUsage.Bit.KEY_CERT_SIGN, KeyUsage.Bit.CRL_SIGN));
        KeyPair pair = key(spec);
        Certificate certificate = Assembly.issue(this, spec, pair, spec.subject(), pair, null);
        return new Authority(this, certificate, pair, List.of(certificate));
    }

    /** A self-signed certificate for a server: no authority at all. */
    public Issued selfSigned(String host, UnaryOperator<CertificateSpec> changes) {
        CertificateSpec spec = changes.apply(Authority.leafSpec(this, host));
        KeyPair pair = key(spec);
        Certificate certificate = Assembly.issue(this, spec, pair, spec.subject(), pair, null);
        return new Issued(certificate, pair, List.of(certificate));
    }

    /** A key alone. */
    public KeyPair keyPair(KeyType type) {
        return Keys.generate(type, randomFor("key"));
    }

    CertificateSpec spec(String name, Duration life) {
        DistinguishedName subject = DistinguishedName.parse(name.contains("=") ? name : "CN=" + escape(name));
        return new CertificateSpec(subject, keyType, at.minus(BEFORE), at.plus(life));
    }

    private static String escape(String commonName) {
        StringBuilder out = new StringBuilder();
        commonName.chars().forEach(c -> {
            if ("\"+,;<>\\#".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append((char) c);
        });
        return out.toString();
    }

    KeyPair key(CertificateSpec spec) {
        return spec.key().orElseGet(() -> keyPair(spec.keyType()));
    }

    SecureRandom randomFor(String purpose) {
        return new SeededRandom(seed, purpose + counter.getAndIncrement());
    }

    Instant now() {
        return at;
    }

    /** Kind of keys and instant; never the seed. */
    @Override
    public String toString() {
        return "mint of " + keyType + " keys at " + at;
    }
}
