package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.OpensslProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code openssl verify} of the PATH, asked for real. */
final class RunningOpenssl {
    private final Path folder;

    RunningOpenssl(Path folder) {
        this.folder = folder;
    }

    /** {@code OpenSSL 3.0.19 27 Jan 2026 ...}; empty if there is none on the PATH. */
    static Optional<String> version() {
        return RunningTool.version("openssl");
    }

    /** What it prints when it refuses; empty = verified. */
    Optional<String> verify(ChainCase question, OpensslProfile profile) {
        try {
            List<String> command =
                    new ArrayList<>(List.of("openssl", "verify", "-no-CAfile", "-no-CApath", "-no-CAstore"));
            command.addAll(List.of("-attime", Long.toString(question.at().getEpochSecond())));
            command.addAll(List.of("-CAfile", write("anchors.pem", question.anchors())));
            if (question.chain().size() > 1) {
                command.addAll(List.of(
                        "-untrusted",
                        write(
                                "sent.pem",
                                question.chain().subList(1, question.chain().size()))));
            }
            command.addAll(List.of("-purpose", question.client() ? "sslclient" : "sslserver"));
            command.addAll(List.of("-auth_level", Integer.toString(profile.securityLevel())));
            if (profile.partialChain()) {
                command.add("-partial_chain");
            }
            question.host()
                    .ifPresent(host -> command.addAll(
                            List.of(question.isHostAnAddress() ? "-verify_ip" : "-verify_hostname", host)));
            command.add(write("leaf.pem", question.chain().subList(0, 1)));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String write(String name, List<Certificate> certificates) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, certificates.stream().map(Certificate::toPem).collect(Collectors.joining()));
        return file.toString();
    }
}
