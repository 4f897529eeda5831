package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.rotation.Effect;
import io.github.windlass4j.truststore.rotation.Impact;
import io.github.windlass4j.truststore.rotation.Rotation;
import io.github.windlass4j.truststore.store.Loader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.DriverInfo;

/** Judges the user's own rotation from files, offline. */
final class OwnFiles {
    /** The release that a libpq client is judged as; what libpq does with a root file is the same in 15, 16 and 17. */
    private static final String LIBPQ_VERSION = "17.5";

    private OwnFiles() {}

    /** Prints the impact; 0 when the client connects afterwards, 1 when it does not. */
    static int judge(CommandLine.Judge task, PrintStream out) {
        Rotation rotation = Rotation.from(chain(task.before())).at(task.at());
        for (Path after : task.after()) {
            rotation = rotation.to(chain(after));
        }
        rotation = rotation.knownAnchors(Authorities.azure().knownAnchors());
        Client client = client(task, out).sslmode(task.sslmode()).host(task.host());
        Impact impact = rotation.impactOn(client);
        out.print(impact.explain());
        printProgrammeHorizon(rotation, client, impact, out);
        impact.before().chain().findings().forEach(finding -> print(finding, out));
        impact.after().forEach(outlook -> outlook.chain().findings().forEach(finding -> print(finding, out)));
        return impact.effect() == Effect.UNAFFECTED || impact.effect() == Effect.FIXED ? 0 : 1;
    }

    /** The file keeps what a root programme drops; a store that follows the programme does not, which is said beside it. */
    private static void printProgrammeHorizon(Rotation rotation, Client client, Impact impact, PrintStream out) {
        Impact following = rotation.distrust(Authorities.azure().distrust()).impactOn(client);
        if (!following.horizon().message().equals(impact.horizon().message())
                || following.effect() != impact.effect()) {
            out.println("  if the store follows the root programmes, the client " + following.effect() + "; horizon "
                    + following.horizon().message());
        }
    }

    private static void print(Finding finding, PrintStream out) {
        out.println(
                "  " + finding + finding.remedy().map(remedy -> "; " + remedy).orElse(""));
    }

    private static PresentedChain chain(Path file) {
        try {
            PresentedChain chain = PresentedChain.read(Files.readAllBytes(file), file.toString());
            if (chain.certificates().isEmpty()) {
                throw new UsageException(file + ": no certificate"
                        + chain.findings().stream()
                                .findFirst()
                                .map(f -> ": " + f)
                                .orElse(""));
            }
            return chain;
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static Client client(CommandLine.Judge task, PrintStream out) {
        boolean pgjdbc = task.driver().equals("pgjdbc");
        Client client = pgjdbc ? onThisJdk(Client.pgjdbc(DriverInfo.DRIVER_VERSION)) : Client.libpq(LIBPQ_VERSION);
        @Nullable Path path = task.store().path();
        if (path == null) {
            return client.withoutRootFile();
        }
        StoreOnDisk file =
                StoreOnDisk.read(path, task.store().type(), task.store().passwordFile());
        out.println(file);
        file.store().findings().forEach(finding -> print(finding, out));
        if (!pgjdbc || !file.isKeyStore()) {
            return client.rootFile(file.store());
        }
        out.println("a keystore: judged with sslfactory=" + Via.JVM_FACTORY + " and javax.net.ssl.trustStore");
        return withJvmStore(client, file);
    }

    /** The driver told to use the JVM's store, and that store opened as the JVM opens it. */
    static Client withJvmStore(Client client, StoreOnDisk file) {
        Loader loader = new Loader.KeyStoreFile(jdk(), file.type(), Loader.Password.RIGHT);
        return client.factory(Via.JVM_FACTORY).store(StoreKind.JVM_STORE, TrustMaterial.of(file.store(), loader));
    }

    /** Says which JDK it is where that release is modelled; elsewhere every modelled release is asked. */
    static Client onThisJdk(Client client) {
        int release = Runtime.version().feature();
        return release == 17 || release == 25 ? client.jdk(release) : client;
    }

    private static Loader.Jdk jdk() {
        return Runtime.version().feature() < 25 ? Loader.Jdk.JDK_17 : Loader.Jdk.JDK_25;
    }
}
