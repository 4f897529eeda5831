package io.github.windlass4j.scan.files;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.inventory.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image starts unless it is told otherwise (OCI image specification, "config": {@code Env}, {@code Entrypoint}, {@code
 * Cmd}, {@code WorkingDir}).
 *
 * @param environment variables by name
 * @param commandLine entrypoint and arguments
 * @param folder the directory that it is started in; empty if that is not known
 */
record Program(Map<String, String> environment, List<String> commandLine, String folder) {
    /** Nothing is known of it, as of the programs of a machine. */
    static final Program UNKNOWN = new Program(Map.of(), List.of(), "");

    /** Reads the configuration of an image. */
    static Program of(Fields image) {
        Fields config = image.child("config");
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : config.texts("Env")) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        List<String> words = new ArrayList<>(config.texts("Entrypoint"));
        words.addAll(config.texts("Cmd"));
        String folder = config.text("WorkingDir", "");
        return new Program(environment, words, folder.isEmpty() ? "/" : folder);
    }

    Configuration settings(String realm) {
        return Configuration.environment(environment, new Place(realm, "environment of the image"));
    }
}
