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
 * {@code DefaultJavaSSLFactory}. One URL a line goes in, one {@link Observation} a line comes out.
 */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final Writer urls;
    private final BufferedReader observations;

    private ChildJvm(Process process) {
        this.process = process;
        this.urls = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.observations = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the JVM.
     *
     * @param trustStore value of {@code javax.net.ssl.trustStore}; need not exist
     * @param password value of {@code javax.net.ssl.trustStorePassword}; a public one, it stands on the command line
     */
    public static ChildJvm start(Path trustStore, String type, String password) throws IOException {
        return new ChildJvm(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xshare:auto",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djavax.net.ssl.trustStore=" + trustStore,
                        "-Djavax.net.ssl.trustStoreType=" + type,
                        "-Djavax.net.ssl.trustStorePassword=" + password,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Connects once; {@code sslrootcert} of {@code target} is not used. */
    public synchronized Observation connect(Target target) {
        try {
            urls.write(JdbcConnector.jvmStoreUrl(target) + "\n");
            urls.flush();
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
            urls.close();
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
            BufferedReader urls = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String url = urls.readLine(); url != null; url = urls.readLine()) {
                System.out.write((JdbcConnector.connect(url).toLine() + "\n").getBytes(StandardCharsets.UTF_8));
                System.out.flush();
            }
        }
    }
}
