package io.github.windlass4j.manifest.object;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;

/**
 * Bytes as manifests, {@code List} kinds included: objects that answer every question and survive being written, and findings
 * about the rest. As tests over the inputs kept in {@code ManifestsFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1}.
 */
class ManifestsFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void manifests(byte[] input) {
        Manifests read;
        try {
            read = Manifests.read(input, "fuzzed");
        } catch (MalformedYamlException e) {
            return;
        }
        long size = 0;
        for (Resource resource : read.resources()) {
            String told = resource + " " + resource.ref() + resource.labels() + resource.annotations()
                    + resource.generation() + resource.creationTimestamp() + resource.type() + resource.at();
            if (told.isBlank() || !resource.origin().equals("fuzzed")) {
                throw new AssertionError("an object says what it is and where it stands: " + told);
            }
            size += resource.root().expandedSize();
        }
        if (size > 10_000) {
            return;
        }
        Manifests again = Manifests.read(read.toYaml(), "written");
        // Texts: in YAML a float without fraction is an integer.
        if (again.resources().size() != read.resources().size()
                || !again.toYaml().equals(read.toYaml())) {
            throw new AssertionError(read.resources() + " became " + again.resources());
        }
    }
}
