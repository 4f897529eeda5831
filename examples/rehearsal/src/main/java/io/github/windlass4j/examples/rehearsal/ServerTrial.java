package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.examples.rehearsal.connect.ChildJvm;
import io.github.windlass4j.examples.rehearsal.connect.DriverHandshake;
import io.github.windlass4j.examples.rehearsal.connect.Observation;
import io.github.windlass4j.examples.rehearsal.connect.Target;
import io.github.windlass4j.examples.rehearsal.postgres.ServerProbe;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.DriverInfo;

/** Looks at a server that somebody else runs: its chain, and what pgjdbc makes of it, predicted beside observed. */
final class ServerTrial {
    private static final int MILLIS = 20_000;
    private static final List<SslMode> MODES = List.of(SslMode.REQUIRE, SslMode.VERIFY_CA, SslMode.VERIFY_FULL);

    private final CommandLine.Connect task;
    private final Instant now;
    private final PrintStream out;
    private int differences;

    private ServerTrial(CommandLine.Connect task, Instant now, PrintStream out) {
        this.task = task;
        this.now = now;
        this.out = out;
    }

    /** Prints chain, predictions and observations; 0 when they agree. */
    static int run(CommandLine.Connect task, Instant now, PrintStream out) throws IOException {
        return new ServerTrial(task, now, out).run();
    }

    private int run() throws IOException {
        String address = task.host() + ":" + task.port();
        List<Certificate> chain;
        try {
            chain = ServerProbe.chainOf(task.host(), task.port(), MILLIS);
        } catch (ConnectException | UnknownHostException | SocketTimeoutException e) {
            throw new IOException("--connect " + address + ": " + e.getMessage(), e);
        }
        PresentedChain presented = PresentedChain.of(address, chain);
        out.println(presented.name() + " presents " + chain.size() + " certificates:");
        for (Certificate certificate : chain) {
            out.println("  " + certificate.subject() + "\n    issued by " + certificate.issuer() + "\n    "
                    + certificate.notBefore() + " to " + certificate.notAfter() + ", SHA-256 " + certificate.sha256());
        }
        presented.findings().forEach(finding -> out.println("  " + finding));
        Server server = Server.presenting(presented);
        @Nullable Path path = task.store().path();
        if (path == null) {
            tryRootFile(server, defaultRootFile());
            TrustStore own = JvmStore.ofThisJvm().store();
            Client client = driver().factory(Via.JVM_FACTORY).jvmStore(own);
            out.println(Via.JVM_STORE + " with " + own + ":");
            tryModes(server, client, Path.of("none"), DriverHandshake::withJvmStore);
            return differences == 0 ? 0 : 1;
        }
        StoreOnDisk file =
                StoreOnDisk.read(path, task.store().type(), task.store().passwordFile());
        if (!file.isKeyStore()) {
            tryRootFile(server, path);
            return differences == 0 ? 0 : 1;
        }
        try (ChildJvm child = ChildJvm.start(path, file.type(), file.password())) {
            out.println(Via.JVM_STORE + " with " + file + ":");
            tryModes(server, OwnFiles.withJvmStore(driver(), file), path, child::handshake);
        }
        return differences == 0 ? 0 : 1;
    }

    /** "SSL Mode Support" of the pgjdbc documentation: {@code ~/.postgresql/root.crt}, on Windows below %APPDATA%. */
    private static Path defaultRootFile() {
        @Nullable String applicationData = System.getenv("APPDATA");
        return applicationData != null && System.getProperty("os.name").startsWith("Windows")
                ? Path.of(applicationData, "postgresql", "root.crt")
                : Path.of(System.getProperty("user.home"), ".postgresql", "root.crt");
    }

    private void tryRootFile(Server server, Path rootFile) {
        Client client = Files.exists(rootFile)
                ? driver().rootFile(StoreOnDisk.read(rootFile, null, null).store())
                : driver().withoutRootFile();
        out.println(Via.ROOT_FILE + " with " + rootFile + (Files.exists(rootFile) ? "" : " (not there)") + ":");
        tryModes(server, client, rootFile, DriverHandshake::withRootFile);
    }

    private static Client driver() {
        return OwnFiles.onThisJdk(Client.pgjdbc(DriverInfo.DRIVER_VERSION));
    }

    private void tryModes(Server server, Client client, Path store, Function<Target, Observation> handshake) {
        for (SslMode mode : MODES) {
            ConnectVerdict verdict = client.sslmode(mode).host(task.host()).connect(server, now);
            Observation observed = handshake.apply(new Target(task.host(), task.port(), "", mode.text(), store));
            boolean agrees =
                    Forecast.kind(verdict) != Observation.Kind.NO_ANSWER && Forecast.kind(verdict) == observed.kind();
            if (!agrees) {
                differences++;
            }
            out.println("  " + mode + ": predicted " + Forecast.kind(verdict) + ", observed " + observed.kind()
                    + (agrees ? "" : "  DIFFERENT") + "\n    predicted: " + verdict.message()
                    + (observed.text().isEmpty() ? "" : "\n    observed:  " + observed.text()));
        }
    }
}
