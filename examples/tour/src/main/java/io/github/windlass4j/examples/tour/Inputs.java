package io.github.windlass4j.examples.tour;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.truststore.client.PresentedChain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a program is given, or else what it brings along. */
final class Inputs {
    private Inputs() {}

    /** Refuses a number of arguments that the program has no use for. */
    static void expect(String[] arguments, String form, Integer... counts) {
        if (!List.of(counts).contains(arguments.length)) {
            throw new UsageException("arguments: " + arguments.length + " (want " + form + ")");
        }
    }

    static Manifests manifests(String[] arguments, String otherwise) throws IOException {
        if (arguments.length > 0) {
            Path file = Path.of(arguments[0]);
            Manifests own = Manifests.read(Files.readAllBytes(file), file.toString());
            if (own.resources().isEmpty()) {
                throw new UsageException(file + ": no Kubernetes object");
            }
            return own;
        }
        try (InputStream in = Inputs.class.getResourceAsStream(otherwise)) {
            return Manifests.read(Objects.requireNonNull(in, otherwise).readAllBytes(), otherwise);
        }
    }

    /** The chain that a server presents, as {@code openssl s_client -showcerts} prints it. */
    static PresentedChain chain(Path file) throws IOException {
        PresentedChain chain = PresentedChain.read(
                Files.readAllBytes(file),
                Objects.requireNonNull(file.getFileName()).toString());
        if (chain.leaf().isEmpty()) {
            throw new UsageException(file + ": no certificate"
                    + chain.findings().stream()
                            .findFirst()
                            .map(Finding::message)
                            .map(text -> "; " + text)
                            .orElse(""));
        }
        return chain;
    }

    /** {@code NAMESPACE/NAME}. */
    record Name(String namespace, String name) {}

    static Name name(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new UsageException(text + " (want NAMESPACE/NAME)");
        }
        return new Name(parts[0], parts[1]);
    }

    static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new UsageException(text + " (want a port, 1 to 65535)");
        }
        return port;
    }

    /** The argument at an index; left out: now. */
    static Instant instant(String[] arguments, int index) {
        if (index >= arguments.length) {
            return Instant.now();
        }
        try {
            return Instant.parse(arguments[index]);
        } catch (DateTimeParseException e) {
            throw new UsageException(arguments[index] + " (want an instant such as 2026-12-01T00:00:00Z)");
        }
    }

    /** The clients that the configuration of an application describes. */
    static Inventory clients(String file) throws IOException {
        Configuration configuration = Configuration.file(
                        file, Files.readAllBytes(Path.of(file)), new Place("", file), Set.of())
                .orElseThrow(
                        () -> new UsageException(file + " (want .properties, .yaml, .json, .env or pg_service.conf)"));
        Inventory found = ConfigScan.of("application", configuration).scan();
        if (found.clients().isEmpty()) {
            throw new UsageException(file + ": no connection to a database");
        }
        return found;
    }
}
