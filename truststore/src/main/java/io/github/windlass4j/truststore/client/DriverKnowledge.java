package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.truststore.store.LoadOutcome;
import io.github.windlass4j.truststore.store.Loader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What database drivers verify, release by release: dated facts with sources, shipped as {@code drivers.json} and
 * replaceable by your own file of the same form. For a driver or release that it does not know, and where a driver's TLS
 * library is not modelled, the answer of a client is {@link ConnectVerdict.Unknown}, never a guess.
 */
public final class DriverKnowledge {
    private static final String SHIPPED = "drivers.json";

    private final Document document;

    private DriverKnowledge(Document document) {
        this.document = document;
    }

    /** Returns the facts that come with this library. */
    public static DriverKnowledge shipped() {
        return Shipped.FACTS;
    }

    /**
     * Reads facts of your own.
     *
     * @param content JSON in the form of the shipped file
     * @param name name for messages
     * @throws MalformedKnowledgeException with file, line and column if the document is refused
     */
    public static DriverKnowledge read(byte[] content, String name) {
        return new DriverKnowledge(KnowledgeReader.read(content, name, Document.class));
    }

    /** Returns the day as of which the facts are stated. */
    public LocalDate asOf() {
        return document.asOf;
    }

    /** Returns where the facts come from. */
    public List<Source> sources() {
        return document.sources;
    }

    /** Returns the ids of the known drivers. */
    public List<String> drivers() {
        return document.drivers.stream().map(DriverFacts::id).toList();
    }

    Optional<DriverFacts> driver(String id) {
        return document.drivers.stream().filter(d -> d.id.equals(id)).findFirst();
    }

    record Document(LocalDate asOf, List<Source> sources, List<DriverFacts> drivers) {
        Document {
            Objects.requireNonNull(asOf);
        }
    }

    /**
     * One driver; of {@code releases} that overlap the first whose condition is met counts. Its TLS library is a modelled
     * engine or named in {@code library}; {@code rootFileReader}: what reads its root file where that is not the engine.
     */
    record DriverFacts(
            String id,
            String title,
            @Omittable @Nullable Engine engine,
            @Omittable @Nullable String library,
            String defaultRootFile,
            @Omittable @Nullable RootFileReader rootFileReader,
            List<DriverRelease> releases) {
        DriverFacts {
            if ((engine == null) == (library == null)) {
                throw new IllegalArgumentException("engine, library: want exactly one of them for " + id);
            }
        }

        Optional<DriverRelease> release(Client client) {
            return Version.parse(client.version())
                    .flatMap(v -> releases.stream()
                            .filter(r -> r.covers(v) && r.isFor(client))
                            .findFirst());
        }

        /** What the driver, or its library, makes of what lies at a place; empty where that is not known. */
        Optional<LoadOutcome> load(EngineRun run, TrustMaterial.Present present, StoreKind kind) {
            return rootFileReader != null
                            && kind == StoreKind.ROOT_FILE
                            && present.loaders().isEmpty()
                    ? Optional.of(present.store().loadedBy(rootFileReader.loader()))
                    : run.load(present, kind);
        }

        String known() {
            return releases.get(0).from() + " to "
                    + releases.get(releases.size() - 1).to();
        }
    }

    /** Readers of a root file that differ from their engine's own. */
    enum RootFileReader {
        NETTY,
        NODE;

        private Loader loader() {
            return this == NETTY ? Loader.NETTY : Loader.NODE;
        }
    }

    private static final class Shipped {
        static final DriverKnowledge FACTS = load();

        private static DriverKnowledge load() {
            try (InputStream in = DriverKnowledge.class.getResourceAsStream(SHIPPED)) {
                return read(Objects.requireNonNull(in, SHIPPED).readAllBytes(), SHIPPED);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public String toString() {
        return Count.of(drivers().size(), "driver") + ", as of " + asOf();
    }
}
