package io.github.windlass4j.core.chain;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.chain.golang.GoEngine;
import io.github.windlass4j.core.chain.golang.GoRelease;

/**
 * What {@code crypto/x509} of Go says about a chain with a pool of roots of its own ({@code RootCAs}), and with the system's
 * pool everywhere but on Windows and macOS, where Go asks the platform: every path is tried; any certificate in the pool is an
 * anchor, a root or not, but must be in date; SHA-1 is refused; common names are not looked at.
 *
 * <p>1.19 is held against {@code go} 1.19.8. 1.24 is that with the changes that the release notes of 1.23 and 1.24 and the
 * source tell, and was not run; left out are fixes of later patch releases (a wildcard that reaches an excluded name).
 *
 * <p>Of a {@link ChainRequest} it looks at the certificates sent, the anchors, instants, purpose (server or client; anything
 * else asks for any usage) and host. It does not look at trusted leaves, understood extensions and limits; wishes that Go has
 * no input for are warnings of the accepted path, as for {@link OpensslProfile}.
 *
 * @param version modelled behaviour
 */
public record GoProfile(Version version) implements EmulatedProfile {
    /** RSA keys shorter than this verify nothing from 1.24 on (release notes, {@code crypto/rsa}). */
    private static final int LEAST_RSA_BITS = 1024;

    /** Modelled versions. */
    public enum Version {
        /** 1.19. */
        V1_19("1.19"),
        /** 1.24: policies as in RFC 5280, a stricter parser, no short RSA keys. */
        V1_24("1.24");

        private final String text;

        Version(String text) {
            this.text = text;
        }

        private GoRelease release() {
            return switch (this) {
                case V1_19 -> new GoRelease(false, false, 0);
                case V1_24 -> new GoRelease(true, true, LEAST_RSA_BITS);
            };
        }

        /** {@code 1.19}. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** Checks that there is a version. */
    public GoProfile {
        requireNonNull(version);
    }

    /** {@code GO 1.19}. */
    @Override
    public String name() {
        return "GO " + version;
    }

    @Override
    public ChainVerdict validate(ChainRequest request) {
        EmulationInputs inputs = new EmulationInputs(request);
        GoEngine engine = new GoEngine(new GoEngine.Settings(
                version.release(),
                request.purpose(),
                request.host(),
                request.at(),
                request.leafAt(),
                inputs.signatures(),
                inputs.policies(PolicyInputs.NONE)::check));
        return inputs.withUnheardWishes(engine.verify(request.leaf(), request.intermediates(), request.anchors()));
    }
}
