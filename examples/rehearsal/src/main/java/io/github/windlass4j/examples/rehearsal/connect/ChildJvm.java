package io.github.windlass4j.examples.rehearsal.connect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own whose trust store is set on its command line, as an operator sets it; it connects with pgjdbc and
 * {@code DefaultJavaSSLFactory}. One question a line goes in, one {@link Observation} a line comes out.
 */
public final class ChildJvm implements AutoCloseable {
    private static final String CONNECT = "connect ";
    private static final String HANDSHAKE = "handshake ";

    private final Process process;
    private final Writer questions;
    private final BufferedReader observations;

    private ChildJvm(Process process) {
        this.process = process;
        this.questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.observations = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the JVM.
     *
     * @param trustStore value of {@code javax.net.ssl.trustStore}; need not exist
     * @param password value of {@code javax.net.ssl.trustStorePassword}; handed over by pipe, for a command line can be
     *     read by everybody on the machine
     */
    public static ChildJvm start(Path trustStore, String type, String password) throws IOException {
        ChildJvm child = new ChildJvm(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xshare:auto",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djavax.net.ssl.trustStore=" + trustStore,
                        "-Djavax.net.ssl.trustStoreType=" + type,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        child.questions.write(password + "\n");
        child.questions.flush();
        return child;
    }

    /** Connects once; {@code sslrootcert} of {@code target} is not used. */
    public Observation connect(Target target) {
        return ask(CONNECT + JdbcConnector.jvmStoreUrl(target));
    }

    /** Shakes hands once and sends nothing more; {@code sslrootcert} and user of {@code target} are not used. */
    public Observation handshake(Target target) {
        return ask(HANDSHAKE + String.join("\t", target.host(), Integer.toString(target.port()), target.sslmode()));
    }

    private synchronized Observation ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            String line = observations.readLine();
            if (line == null) {
                throw new IOException("the child JVM ended with " + process.waitFor());
            }
            return Observation.ofLine(line);
        } catch (IOException e) {
            throw new UncheckedIOException("child JVM: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    @Override
    public void close() {
        try {
            questions.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** What runs in the child: ends when its input does, also when the parent is killed. */
    public static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws IOException {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            System.setProperty("javax.net.ssl.trustStorePassword", String.valueOf(in.readLine()));
            for (String question = in.readLine(); question != null; question = in.readLine()) {
                System.out.write((answer(question).toLine() + "\n").getBytes(StandardCharsets.UTF_8));
                System.out.flush();
            }
        }

        private static Observation answer(String question) {
            if (question.startsWith(CONNECT)) {
                return JdbcConnector.connect(question.substring(CONNECT.length()));
            }
            String[] target = question.substring(HANDSHAKE.length()).split("\t", -1);
            return DriverHandshake.withJvmStore(
                    new Target(target[0], Integer.parseInt(target[1]), "", target[2], Path.of("none")));
        }
    }
}
