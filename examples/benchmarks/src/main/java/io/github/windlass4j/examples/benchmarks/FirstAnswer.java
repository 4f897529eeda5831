package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import javax.net.ssl.X509TrustManager;
import tools.jackson.databind.json.JsonMapper;

/** What one fresh JVM does: a single answer, then it says so and waits for the end of its input. */
final class FirstAnswer {
    private static final String PACK = "ca-rotation";

    private FirstAnswer() {}

    public static void main(String[] arguments) throws Exception {
        boolean answered = switch (arguments[0]) {
            case "windlassVerdict" -> windlass(Path.of(arguments[1]), Path.of(arguments[2]));
            case "jdkVerdict" -> jdk(Path.of(arguments[1]), Path.of(arguments[2]));
            case "windlassAdvice" -> advice();
            case "jacksonTree" -> tree();
            default -> true;
        };
        System.out.println(answered ? "done" : "no answer");
        while (System.in.read() >= 0) {
            // Until whoever started this has read what it used.
        }
    }

    private static boolean windlass(Path store, Path chain) throws IOException {
        TrustStore roots = TrustStore.read(Files.readAllBytes(store), "roots.pem");
        PresentedChain presented = PresentedChain.read(Files.readAllBytes(chain), "chain.pem");
        return ChainValidator.of(Profile.PRIVATE_PKI)
                .validate(ChainRequest.of(presented.certificates())
                        .anchors(roots.certificates())
                        .at(Instant.now())
                        .host(ServerName.parse(Shape.HOST)))
                .isTrusted();
    }

    @SuppressWarnings("unchecked")
    private static boolean jdk(Path store, Path chain) throws Exception {
        CertificateFactory factory = Jdk.factory();
        Collection<X509Certificate> roots = (Collection<X509Certificate>)
                factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(store)));
        X509TrustManager manager = Jdk.trustManager(roots);
        manager.checkServerTrusted(
                factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chain)))
                        .toArray(X509Certificate[]::new),
                "UNKNOWN");
        return true;
    }

    private static boolean advice() {
        return !Advisor.advise(Knowledge.of(KnowledgePack.shipped(PACK)), Facts.none(), LocalDate.parse("2026-11-22"))
                .answer("risk")
                .possible()
                .isEmpty();
    }

    private static boolean tree() throws IOException {
        try (InputStream pack = KnowledgePack.class.getResourceAsStream(PACK + ".json")) {
            return JsonMapper.builder().build().readTree(pack).has("questions");
        }
    }
}
