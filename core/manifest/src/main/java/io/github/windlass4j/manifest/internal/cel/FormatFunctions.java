package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The API server's named formats (k8s.io/apiserver/pkg/cel/library/format.go). */
final class FormatFunctions {
    private static final Map<String, Format> FORMATS = new LinkedHashMap<>();

    static {
        put("dns1123Label", 30, Names::label);
        put("dns1123Subdomain", 60, Names::subdomain);
        put("dns1035Label", 30, Names::label1035);
        put("dns1123LabelPrefix", 30, text -> Names.label(Names.prefix(text)));
        put("dns1123SubdomainPrefix", 60, text -> Names.subdomain(Names.prefix(text)));
        put("dns1035LabelPrefix", 30, text -> Names.label1035(Names.prefix(text)));
        put("qualifiedName", 60, Names::qualified);
        put("labelValue", 40, Names::labelValue);
        put(
                "uri",
                1120,
                text -> UrlFunctions.parse(text) == null
                        ? List.of("parse " + GoEscapes.quote(text) + ": invalid URI for request")
                        : List.of());
        put(
                "uuid",
                70,
                text -> text.matches("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
                        ? List.of()
                        : List.of("does not match the UUID format"));
        put("byte", 84, text -> StringFormats.isBase64(text) ? List.of() : List.of("invalid base64"));
        put("date", 71, text -> StringFormats.isDate(text) ? List.of() : List.of("invalid date"));
        put("datetime", 71, text -> StringFormats.isDateTime(text) ? List.of() : List.of("invalid datetime"));
    }

    private FormatFunctions() {}

    /**
     * A format.
     *
     * @param name its name
     * @param expressionSize characters of the regular expression that its cost goes by
     * @param check what is wrong with a text
     */
    record Format(String name, int expressionSize, Function<String, List<String>> check) implements CelTypes.Named {
        @Override
        public String typeName() {
            return "kubernetes.NamedFormat";
        }
    }

    private static void put(String name, int expressionSize, Function<String, List<String>> check) {
        FORMATS.put(name, new Format(name, expressionSize, check));
    }

    static void register(Registry registry) {
        FORMATS.forEach((name, format) -> registry.global("format." + name, 0, (a, f) -> format));
        registry.global("format.named", 1, (a, f) -> {
                    if (!(a[0] instanceof String name)) {
                        return CelError.NO_OVERLOAD;
                    }
                    Format format = FORMATS.get(name);
                    return format == null ? CelOptional.NONE : new CelOptional(format);
                })
                .method("validate", 2, (a, f) -> {
                    if (!(a[0] instanceof Format format && a[1] instanceof String text)) {
                        return CelError.NO_OVERLOAD;
                    }
                    List<String> problems = format.check().apply(text);
                    return problems.isEmpty() ? CelOptional.NONE : new CelOptional(StringFunctions.texts(problems));
                });
    }
}
