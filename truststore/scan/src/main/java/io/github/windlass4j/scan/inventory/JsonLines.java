package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** A text of one JSON object per line; whatever is wrong with one is told with its line. */
final class JsonLines {
    private JsonLines() {}

    static void forEach(BufferedReader lines, String name, ObjIntConsumer<Fields> reader) throws IOException {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                Fields fields = object(line, name, number);
                int at = number;
                guarded(name, at, () -> reader.accept(fields, at));
            }
        }
    }

    /** Runs a reader; what it cannot read is told with the line. */
    static void guarded(String name, int line, Runnable reader) {
        try {
            reader.run();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            String problem = e.getMessage();
            throw new MalformedInventoryException(name, line, problem == null ? "unreadable" : problem);
        }
    }

    private static Fields object(String line, String name, int number) {
        try {
            List<Document> documents = Yaml.read(line, name);
            if (line.startsWith("{")
                    && documents.size() == 1
                    && documents.get(0).root() instanceof Mapping mapping) {
                return Fields.of(mapping);
            }
        } catch (MalformedYamlException e) {
            throw new MalformedInventoryException(name, number, e.problem());
        }
        throw new MalformedInventoryException(name, number, "want one JSON object");
    }
}
