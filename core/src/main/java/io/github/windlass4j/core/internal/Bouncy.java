package io.github.windlass4j.core.internal;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The Bouncy Castle provider as a value: handed to each call that needs it, never registered with the JVM. */
public final class Bouncy {
    private Bouncy() {}

    /** One shared instance, made when first asked for. */
    public static Provider castle() {
        return Holder.PROVIDER;
    }

    private static final class Holder {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }
}
