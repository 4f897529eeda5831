package io.github.windlass4j.gateway.route;

import java.util.Optional;
import java.util.OptionalInt;

/** One filter of a rule or a backend, ready to be applied. */
sealed interface FilterStep {
    /** Edits header fields of the request. */
    record EditRequest(HeaderEdits edits) implements FilterStep {
        @Override
        public String toString() {
            return "changes headers of the request: " + edits;
        }
    }

    /** Edits header fields of the answer. */
    record EditResponse(HeaderEdits edits) implements FilterStep {
        @Override
        public String toString() {
            return "changes headers of the answer: " + edits;
        }
    }

    /** Sends the request on with another host or path. */
    record Rewrite(Optional<String> host, Optional<PathEdit> path) implements FilterStep {
        Request apply(Request request) {
            Request rewritten = host.map(request::withAuthority).orElse(request);
            return path.map(edit -> rewritten.withPath(edit.apply(rewritten.path())))
                    .orElse(rewritten);
        }

        @Override
        public String toString() {
            return "rewrites" + host.map(name -> " host to " + name).orElse("")
                    + path.map(edit -> " " + edit).orElse("");
        }
    }

    /** Answers with another place to ask. */
    record Redirect(
            Optional<String> scheme, Optional<String> host, OptionalInt port, Optional<PathEdit> path, int status)
            implements FilterStep {
        /** The value of Location (Gateway API, HTTPRequestRedirectFilter). */
        String location(Request request, int listenerPort) {
            String ownScheme = request.transport() == Request.Transport.HTTPS ? "https" : "http";
            String newScheme = scheme.orElse(ownScheme);
            int newPort = port.orElseGet(() -> scheme.isPresent() ? wellKnown(newScheme, listenerPort) : listenerPort);
            String newPath = path.map(edit -> edit.apply(request.path())).orElse(request.path());
            return newScheme
                    + "://"
                    + host.orElse(request.host())
                    + (newPort == wellKnown(newScheme, -1) ? "" : ":" + newPort)
                    + newPath
                    + (request.query().isEmpty() ? "" : "?" + request.query());
        }

        @Override
        public String toString() {
            return "redirects with " + status
                    + scheme.map(name -> ", scheme " + name).orElse("")
                    + host.map(name -> ", host " + name).orElse("")
                    + (port.isPresent() ? ", port " + port.getAsInt() : "")
                    + path.map(edit -> ", " + edit).orElse("");
        }

        private static int wellKnown(String scheme, int other) {
            return switch (scheme) {
                case "http" -> 80;
                case "https" -> 443;
                default -> other;
            };
        }
    }

    /** Copies requests. */
    record Copy(Mirror mirror) implements FilterStep {
        @Override
        public String toString() {
            return mirror.toString();
        }
    }

    /** Answers or permits requests of scripts from other origins. */
    record Cors(CorsPolicy policy) implements FilterStep {}

    /** Lets no request through: what it would ask or do is not there, and it must neither "fail open" nor be skipped. */
    record Closed(Target.Failure failure) implements FilterStep {}

    /** A filter of which nobody here knows what it does. */
    record Unmodelled(String field, String what) implements FilterStep {}

    /** How a path is changed. */
    sealed interface PathEdit {
        String apply(String path);

        /** All of it. */
        record Whole(String replacement) implements PathEdit {
            @Override
            public String apply(String path) {
                return replacement.isEmpty() ? "/" : replacement;
            }

            @Override
            public String toString() {
                return "path to " + apply("");
            }
        }

        /** The part that the match names; both without a slash at their end. */
        record Stem(String stem, String replacement) implements PathEdit {
            @Override
            public String apply(String path) {
                String edited = replacement + path.substring(Math.min(stem.length(), path.length()));
                return edited.isEmpty() ? "/" : edited;
            }

            @Override
            public String toString() {
                return "prefix " + (stem.isEmpty() ? "/" : stem) + " to " + apply(stem);
            }
        }
    }
}
