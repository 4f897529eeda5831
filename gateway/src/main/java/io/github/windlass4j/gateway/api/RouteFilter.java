package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One step between matching and forwarding. Exactly one of the answers below is there, the one of {@link #type()}; of a
 * type that this library does not know, none.
 *
 * @param fields the filter's fields
 */
public record RouteFilter(Fields fields) implements View {
    static List<RouteFilter> all(Fields owner) {
        return owner.list("filters").stream().map(RouteFilter::new).toList();
    }

    /**
     * The type.
     *
     * @return RequestHeaderModifier, ResponseHeaderModifier, RequestMirror, RequestRedirect, URLRewrite, ExtensionRef, CORS,
     *     ExternalAuth, or another text
     */
    public String type() {
        return fields.text("type", "");
    }

    /**
     * What keeps the filters of one rule or backend from being done, whoever does it: values that the specification does not
     * know, a name that no header or host has, a path to be replaced by nothing, a second redirect or rewriting
     * ("Specifying the same filter multiple times is not supported unless explicitly indicated in the filter",
     * HTTPRouteRule.filters), and a redirect beside a rewriting ("which may not be combined", there too).
     *
     * @param filters the filters in order
     * @return the problems in order, empty for sound filters
     */
    public static List<Problem> problems(List<RouteFilter> filters) {
        return FilterValues.problems(filters);
    }

    /**
     * A value with which a filter cannot be done, or a filter that another one excludes.
     *
     * @param where the part of the filter
     * @param what a phrase
     * @param reason the reason that the condition Accepted has for it: {@code UnsupportedValue}, or {@code IncompatibleFilters}
     *     for filters that exclude each other
     */
    public record Problem(View where, String what, String reason) {}

    /**
     * Changes of request headers.
     *
     * @return present for the type {@code RequestHeaderModifier}
     */
    public Optional<HeaderModifier> requestHeaders() {
        return part("RequestHeaderModifier", "requestHeaderModifier").map(HeaderModifier::new);
    }

    /**
     * Changes of response headers.
     *
     * @return present for the type {@code ResponseHeaderModifier}
     */
    public Optional<HeaderModifier> responseHeaders() {
        return part("ResponseHeaderModifier", "responseHeaderModifier").map(HeaderModifier::new);
    }

    /**
     * A copy of the request to another backend.
     *
     * @return present for the type {@code RequestMirror}
     */
    public Optional<Mirror> mirror() {
        return part("RequestMirror", "requestMirror").map(Mirror::new);
    }

    /**
     * An answer that sends the client elsewhere.
     *
     * @return present for the type {@code RequestRedirect}
     */
    public Optional<Redirect> redirect() {
        return part("RequestRedirect", "requestRedirect").map(Redirect::new);
    }

    /**
     * A change of host or path on the way to the backend.
     *
     * @return present for the type {@code URLRewrite}
     */
    public Optional<Rewrite> rewrite() {
        return part("URLRewrite", "urlRewrite").map(Rewrite::new);
    }

    /**
     * Cross-origin rules.
     *
     * @return present for the type {@code CORS}
     */
    public Optional<Cors> cors() {
        return part("CORS", "cors").map(Cors::new);
    }

    /**
     * The object that defines the controller's own filter.
     *
     * @return present for the type {@code ExtensionRef}
     */
    public Optional<Reference> extensionRef() {
        return part("ExtensionRef", "extensionRef").map(ref -> Reference.of(ref, "", ""));
    }

    /**
     * The service that is asked whether the request may pass.
     *
     * @return present for the type {@code ExternalAuth}
     */
    public Optional<BackendRef> externalAuth() {
        return part("ExternalAuth", "externalAuth").map(auth -> new BackendRef(auth.child("backendRef")));
    }

    private Optional<Fields> part(String type, String field) {
        return type().equals(type) && fields.has(field) ? Optional.of(fields.child(field)) : Optional.empty();
    }

    /**
     * A copy of requests to another backend, whose answer is dropped.
     *
     * @param fields the {@code requestMirror} field
     */
    public record Mirror(Fields fields) implements View {
        /**
         * Where the copy goes.
         *
         * @return the backend
         */
        public BackendRef backendRef() {
            return new BackendRef(fields.child("backendRef"));
        }

        /**
         * Which part of the requests is copied: the numerator of {@link #denominator()}.
         *
         * @return 100 of 100 when neither {@code percent} nor {@code fraction} is written
         */
        public int numerator() {
            return fields.has("fraction")
                    ? fields.child("fraction").int32("numerator").orElse(0)
                    : fields.int32("percent").orElse(100);
        }

        /**
         * The whole of {@link #numerator()}.
         *
         * @return 100 unless the fraction says otherwise
         */
        public int denominator() {
            return fields.child("fraction").int32("denominator").orElse(100);
        }
    }

    /**
     * An answer that sends the client elsewhere.
     *
     * @param fields the {@code requestRedirect} field
     */
    public record Redirect(Fields fields) implements View {
        /**
         * The new scheme.
         *
         * @return http or https; empty keeps the request's
         */
        public Optional<String> scheme() {
            return fields.text("scheme");
        }

        /**
         * The new host name.
         *
         * @return the name; empty keeps the request's
         */
        public Optional<String> hostname() {
            return fields.text("hostname").filter(name -> !name.isEmpty());
        }

        /**
         * The change of the path.
         *
         * @return the change; empty keeps the request's path
         */
        public Optional<PathModifier> path() {
            return PathModifier.in(fields);
        }

        /**
         * The new port.
         *
         * @return the port; when empty, that of the new scheme, else that of the listener
         */
        public OptionalInt port() {
            return fields.int32("port");
        }

        /**
         * The status of the answer.
         *
         * @return 301, 302 (also when absent), 303, 307 or 308
         */
        public int statusCode() {
            return fields.int32("statusCode").orElse(302);
        }
    }

    /**
     * A change of host or path on the way to the backend.
     *
     * @param fields the {@code urlRewrite} field
     */
    public record Rewrite(Fields fields) implements View {
        /**
         * The Host header that the backend sees.
         *
         * @return the name; empty keeps the request's
         */
        public Optional<String> hostname() {
            return fields.text("hostname").filter(name -> !name.isEmpty());
        }

        /**
         * The change of the path.
         *
         * @return the change; empty keeps the request's path
         */
        public Optional<PathModifier> path() {
            return PathModifier.in(fields);
        }
    }

    /**
     * A change of a path.
     *
     * @param fields the {@code path} field
     */
    public record PathModifier(Fields fields) implements View {
        private static Optional<PathModifier> in(Fields owner) {
            return owner.has("path") ? Optional.of(new PathModifier(owner.child("path"))) : Optional.empty();
        }

        /**
         * What is replaced.
         *
         * @return ReplaceFullPath or ReplacePrefixMatch, empty when absent
         */
        public String type() {
            return fields.text("type", "");
        }

        /**
         * The path that replaces all of it.
         *
         * @return present for the type {@code ReplaceFullPath}
         */
        public Optional<String> fullPath() {
            return type().equals("ReplaceFullPath") ? fields.text("replaceFullPath") : Optional.empty();
        }

        /**
         * What replaces the prefix that the rule matched.
         *
         * @return present for the type {@code ReplacePrefixMatch}
         */
        public Optional<String> prefix() {
            return type().equals("ReplacePrefixMatch") ? fields.text("replacePrefixMatch") : Optional.empty();
        }
    }
}
