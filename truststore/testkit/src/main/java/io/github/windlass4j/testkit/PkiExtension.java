package io.github.windlass4j.testkit;

import io.github.windlass4j.core.mint.Mint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * JUnit 5 extension that injects a {@link Pki} or a {@link Mint} into test methods and constructors; parameters of one
 * test share the same one. Seed and time come from {@link PkiSeed}.
 *
 * {@snippet :
 * @ExtendWith(PkiExtension.class)
 * class ConnectTest {
 *     @Test
 *     void trusts_its_own_chain(Pki pki) {
 *         assertThat(pki.store()).under(Profile.PRIVATE_PKI).at(Mint.DEFAULT_INSTANT).trusts(pki.chain());
 *     }
 * }
 * }
 */
public final class PkiExtension implements ParameterResolver {
    /** The seed without {@link PkiSeed}. */
    public static final long DEFAULT_SEED = 1;

    private static final Namespace NAMESPACE = Namespace.create(PkiExtension.class);

    /** For JUnit, which creates extensions itself. */
    public PkiExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Pki.class || type == Mint.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Mint.class) {
            return mint(context);
        }
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Pki.class, type -> Pki.of(mint(context)), Pki.class);
    }

    private static Mint mint(ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Mint.class, type -> newMint(context), Mint.class);
    }

    private static Mint newMint(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), PkiSeed.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), PkiSeed.class))
                .map(seed -> Mint.seeded(seed.value()).at(instantOf(seed)))
                .orElseGet(() -> Mint.seeded(DEFAULT_SEED).at(now()));
    }

    private static Instant instantOf(PkiSeed seed) {
        return seed.at().isEmpty() ? now() : Instant.parse(seed.at());
    }

    // Certificates count whole seconds; a minute back so that clocks read a moment later or earlier agree.
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES);
    }
}
