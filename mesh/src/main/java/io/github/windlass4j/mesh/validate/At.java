package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.object.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A place in an object, with where complaints about it go. */
record At(Fields fields, String path, Review review) {
    At child(String name) {
        return new At(fields.child(name), path + "." + name, review);
    }

    /** The items of a list, also those that are null. */
    List<At> list(String name) {
        List<At> items = new ArrayList<>();
        List<Fields> found = fields.list(name);
        for (int i = 0; i < found.size(); i++) {
            items.add(new At(found.get(i), path + "." + name + "[" + i + "]", review));
        }
        return items;
    }

    /** The values of a map, also those that are null. */
    Map<String, At> map(String name) {
        Map<String, At> values = new LinkedHashMap<>();
        At map = child(name);
        map.fields.names().forEach(key -> values.put(key, map.child(key)));
        return values;
    }

    boolean isPresent() {
        return fields.isPresent();
    }

    boolean has(String name) {
        return fields.has(name);
    }

    String text(String name) {
        return fields.text(name, "");
    }

    long whole(String name) {
        return fields.whole(name).orElse(0);
    }

    /** A number with or without fraction. */
    double number(String name) {
        Object value = fields.child(name).node().toJava();
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    boolean flag(String name) {
        return fields.flag(name).orElse(false);
    }

    List<String> texts(String name) {
        return fields.texts(name);
    }

    void error(String message) {
        review.error(this, message);
    }

    void errorIf(boolean wrong, String message) {
        if (wrong) {
            error(message);
        }
    }

    void warn(String message) {
        review.warn(this, message);
    }

    void warnIf(boolean doubtful, String message) {
        if (doubtful) {
            warn(message);
        }
    }
}
