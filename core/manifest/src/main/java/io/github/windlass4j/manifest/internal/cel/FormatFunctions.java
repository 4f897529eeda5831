package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The API server's named formats (k8s.io/apiserver/pkg/cel/library/format.go). */
final class FormatFunctions {
    private static final Map<String, Function<String, List<String>>> FORMATS = new LinkedHashMap<>();

    static {
        FORMATS.put("dns1123Label", Names::label);
        FORMATS.put("dns1123Subdomain", Names::subdomain);
        FORMATS.put("dns1035Label", Names::label1035);
        FORMATS.put("dns1123LabelPrefix", text -> Names.label(Names.prefix(text)));
        FORMATS.put("dns1123SubdomainPrefix", text -> Names.subdomain(Names.prefix(text)));
        FORMATS.put("dns1035LabelPrefix", text -> Names.label1035(Names.prefix(text)));
        FORMATS.put("qualifiedName", Names::qualified);
        FORMATS.put("labelValue", Names::labelValue);
        FORMATS.put(
                "uri",
                text -> UrlFunctions.parse(text) == null
                        ? List.of("parse " + GoEscapes.quote(text) + ": invalid URI for request")
                        : List.of());
        FORMATS.put(
                "uuid",
                text -> text.matches("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
                        ? List.of()
                        : List.of("does not match the UUID format"));
        FORMATS.put("byte", text -> StringFormats.isBase64(text) ? List.of() : List.of("invalid base64"));
        FORMATS.put("date", text -> StringFormats.isDate(text) ? List.of() : List.of("invalid date"));
        FORMATS.put("datetime", text -> StringFormats.isDateTime(text) ? List.of() : List.of("invalid datetime"));
    }

    private FormatFunctions() {}

    /** A format by its name. */
    record Format(String name) implements CelTypes.Named {
        @Override
        public String typeName() {
            return "kubernetes.NamedFormat";
        }
    }

    static void register(Registry registry) {
        for (String name : FORMATS.keySet()) {
            registry.global("format." + name, 0, (a, f) -> new Format(name));
        }
        registry.global(
                        "format.named",
                        1,
                        (a, f) -> a[0] instanceof String name
                                ? (FORMATS.containsKey(name) ? new CelOptional(new Format(name)) : CelOptional.NONE)
                                : CelError.NO_OVERLOAD)
                .method("validate", 2, (a, f) -> {
                    Function<String, List<String>> check =
                            a[0] instanceof Format format ? FORMATS.get(format.name()) : null;
                    if (check == null || !(a[1] instanceof String text)) {
                        return CelError.NO_OVERLOAD;
                    }
                    f.traverse(text.length());
                    List<String> problems = check.apply(text);
                    return problems.isEmpty() ? CelOptional.NONE : new CelOptional(StringFunctions.texts(problems));
                });
    }
}
