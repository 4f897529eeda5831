package io.github.windlass4j.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;

/** What a user downloads for this module beside Bouncy Castle: this, manifest, core and their dependencies. */
class WeightTest {
    private static final long MOST = 6_000_000;

    /** One class of each artifact in the runtime scope; jspecify, 3 kB, is compiled away here. */
    private static final List<Class<?>> ARTIFACTS = List.of(
            GatewaySet.class,
            Manifests.class,
            Finding.class,
            LoadSettings.class,
            ObjectMapper.class,
            JsonParser.class,
            JsonProperty.class);

    private static long weight(Class<?> type) {
        try {
            URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path path = Path.of(place);
            return Files.isDirectory(path) ? packed(path) : Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The size of the jar that a folder of classes will be. */
    private static long packed(Path folder) throws IOException {
        AtomicLong size = new AtomicLong();
        OutputStream counter = new OutputStream() {
            @Override
            public void write(int b) {
                size.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                size.addAndGet(length);
            }
        };
        try (ZipOutputStream zip = new ZipOutputStream(counter);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return size.get();
    }

    @Test
    void gateway_manifest_and_dependencies_stay_below_six_megabytes() {
        Map<String, Long> weights = new LinkedHashMap<>();
        for (Class<?> type : ARTIFACTS) {
            weights.put(type.getPackageName(), weight(type));
        }
        assertThat(weights).hasSize(ARTIFACTS.size());
        assertThat(weights.values()).allMatch(bytes -> bytes > 10_000);
        assertThat(weights.values().stream().mapToLong(Long::longValue).sum())
                .as(weights.toString())
                .isLessThan(MOST);
    }
}
