package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.hostname.ServerName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The questions of a file in limbo's format; its expected answers do not matter here, the engine's do. */
final class LimboCases {
    /** The instant of cases that state none; any will do, as both sides are asked for the same. */
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private LimboCases() {}

    /** Skips the test with one line if the file is not there. */
    static List<ChainCase> of(String name) {
        Path file = Path.of(System.getProperty("windlass.cases", "../../shared/oracles"), "x509", name);
        if (!Files.isReadable(file)) {
            System.out.println("emulation over " + name + ": skipped, " + file.normalize() + " is not there");
            if (Boolean.getBoolean("windlass.cases.required")) {
                throw new IllegalStateException("windlass.cases.required, and " + file + " is not there");
            }
            Assumptions.abort(file + " is not there");
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            List<ChainCase> cases = new ArrayList<>();
            for (JsonNode node : JsonMapper.shared().readTree(in).get("testcases")) {
                read(node).ifPresent(cases::add);
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty if the leaf is no certificate or the expected name no host name: nothing to ask about. */
    private static Optional<ChainCase> read(JsonNode node) {
        List<Certificate> leaf = certificates(List.of(node.get("peer_certificate")));
        List<Certificate> chain = new ArrayList<>(leaf);
        chain.addAll(certificates(node.get("untrusted_intermediates")));
        JsonNode expected = node.get("expected_peer_name");
        boolean hasHost = expected != null
                && !expected.isNull()
                && !expected.get("kind").asString().equals("RFC822");
        Optional<String> host = hasHost ? Optional.of(expected.get("value").asString()) : Optional.empty();
        if (leaf.isEmpty() || host.isPresent() && !isHost(host.get())) {
            return Optional.empty();
        }
        JsonNode time = node.get("validation_time");
        Instant at = time == null || time.isNull()
                ? NOW
                : OffsetDateTime.parse(time.asString()).toInstant().truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(new ChainCase(
                node.get("id").asString(),
                chain,
                certificates(node.get("trusted_certs")),
                at,
                host,
                node.get("validation_kind").asString().equals("CLIENT")));
    }

    private static boolean isHost(String text) {
        try {
            ServerName.parse(text);
            return true;
        } catch (IllegalArgumentException noHost) {
            return false;
        }
    }

    private static List<Certificate> certificates(Iterable<JsonNode> pems) {
        List<Certificate> all = new ArrayList<>();
        for (JsonNode pem : pems) {
            String base64 = pem.asString().replaceAll("-----[^-]+-----|\\s", "");
            try {
                all.add(Certificate.parse(Base64.getDecoder().decode(base64)));
            } catch (MalformedCertificateException noCertificate) {
                continue;
            }
        }
        return all;
    }
}
