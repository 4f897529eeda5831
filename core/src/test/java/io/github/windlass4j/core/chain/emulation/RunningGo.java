package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.cert.Certificate;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code crypto/x509} of the {@code go} on the PATH, asked for real by a small program that is compiled once. */
final class RunningGo implements AutoCloseable {
    /** As {@code crypto/tls} does it: whatever is sent must parse; a pool passes over what does not. */
    private static final String PROGRAM = """
            package main

            import (
                "bufio"
                "crypto/x509"
                "encoding/base64"
                "fmt"
                "os"
                "strconv"
                "strings"
                "time"
            )

            func answer(fields []string) string {
                at, _ := strconv.ParseInt(fields[0], 10, 64)
                opts := x509.VerifyOptions{CurrentTime: time.Unix(at, 0).UTC(), DNSName: fields[1], Roots: x509.NewCertPool(),
                    Intermediates: x509.NewCertPool(), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
                if fields[2] == "client" {
                    opts.KeyUsages = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
                }
                var leaf *x509.Certificate
                for i, text := range strings.Split(fields[3], ",") {
                    der, _ := base64.StdEncoding.DecodeString(text)
                    parsed, err := x509.ParseCertificate(der)
                    if err != nil {
                        return "tls: failed to parse certificate from server: " + err.Error()
                    }
                    if i == 0 {
                        leaf = parsed
                    } else {
                        opts.Intermediates.AddCert(parsed)
                    }
                }
                for _, text := range strings.Split(fields[4], ",") {
                    der, _ := base64.StdEncoding.DecodeString(text)
                    if parsed, err := x509.ParseCertificate(der); err == nil {
                        opts.Roots.AddCert(parsed)
                    }
                }
                if _, err := leaf.Verify(opts); err != nil {
                    return err.Error()
                }
                return "ok"
            }

            func main() {
                in := bufio.NewReaderSize(os.Stdin, 1<<20)
                for {
                    line, err := in.ReadString('\\n')
                    if err != nil {
                        return
                    }
                    said := answer(strings.Split(strings.TrimSuffix(line, "\\n"), " "))
                    fmt.Println(strings.ReplaceAll(said, "\\n", "|"))
                }
            }
            """;

    private static final int MINUTES_TO_COMPILE = 5;

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private RunningGo(Process process) {
        this.process = process;
        this.questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** {@code go version go1.19.8 linux/amd64}; empty if there is none on the PATH. */
    static Optional<String> version() {
        return RunningTool.version("go");
    }

    /** Compiles the program in a folder and starts it. */
    static RunningGo start(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("ask.go"), PROGRAM);
        ProcessBuilder compiler = new ProcessBuilder("go", "build", "-o", "ask", "ask.go")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        compiler.environment().put("GOCACHE", folder.resolve("cache").toString());
        compiler.environment().put("GOFLAGS", "-mod=mod");
        compiler.environment().put("GO111MODULE", "off");
        compiler.environment().put("CGO_ENABLED", "0");
        Process compiling = compiler.start();
        String said = new String(compiling.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!compiling.waitFor(MINUTES_TO_COMPILE, TimeUnit.MINUTES) || compiling.exitValue() != 0) {
            throw new IOException("go build: " + said);
        }
        return new RunningGo(new ProcessBuilder(folder.resolve("ask").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The error of {@code Verify}; empty = verified. */
    Optional<String> verify(ChainCase question) {
        try {
            questions.write(
                    question.at().getEpochSecond() + " " + question.host().orElse("") + " "
                            + (question.client() ? "client" : "server") + " " + base64(question.chain()) + " "
                            + base64(question.anchors()) + "\n");
            questions.flush();
            String said = answers.readLine();
            if (said == null) {
                throw new IOException("the program ended at " + question);
            }
            return said.equals("ok") ? Optional.empty() : Optional.of(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Which kind of error that is: Go adds what it found behind a second colon or in parentheses, and for names that do not fit
     * has several sentences.
     */
    static String kind(String said) {
        return said.startsWith("x509: certificate is valid for")
                        || said.startsWith("x509: cannot validate certificate for")
                        || said.startsWith("x509: certificate is not valid for any names")
                ? "x509: certificate is not valid for the host"
                : said.replaceAll("^(x509: cannot parse [a-zA-Z0-9]+).*", "$1")
                        .replaceAll("^((?:x509|tls): [^:(]*[^:( ]).*", "$1");
    }

    private static String base64(List<Certificate> certificates) {
        return certificates.stream()
                .map(certificate -> Base64.getEncoder().encodeToString(certificate.encoded()))
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
