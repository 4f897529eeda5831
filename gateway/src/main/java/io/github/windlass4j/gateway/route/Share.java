package io.github.windlass4j.gateway.route;

import java.util.OptionalInt;

/**
 * What happens to a part of the requests that a rule takes.
 *
 * @param weight exact part; the shares of a decision add up to one
 * @param fate what happens to it
 */
public record Share(Weight weight, Fate fate) {
    /** What happens to a share. */
    public sealed interface Fate {
        /**
         * It arrives at a backend.
         *
         * @param backend where
         * @param request as the backend sees it, after all filters
         * @param response what is done to the header fields of the answer
         */
        record Arrives(Backend backend, Request request, HeaderEdits response) implements Fate {
            @Override
            public String toString() {
                return backend.toString();
            }
        }

        /**
         * The gateway answers it, by the backend's own filters.
         *
         * @param status 301, 302, 303, 307 or 308 for a redirect, 204 for a CORS preflight request
         * @param headers header fields of the answer, Location among them for a redirect
         */
        record Answered(int status, Headers headers) implements Fate {
            @Override
            public String toString() {
                return status + " " + headers;
            }
        }

        /**
         * It fails.
         *
         * @param status the HTTP status; empty below HTTP, where the connection is closed
         * @param why the reason
         */
        record Fails(OptionalInt status, String why) implements Fate {
            @Override
            public String toString() {
                return (status.isPresent() ? Integer.toString(status.getAsInt()) : "closed") + " (" + why + ")";
            }
        }
    }

    /** This share without the reason why it fails. */
    Share effect() {
        return fate instanceof Fate.Fails fails ? new Share(weight, new Fate.Fails(fails.status(), "")) : this;
    }

    /** With the request as the backend sees it, and what is done to the answer. */
    String inFull() {
        return fate instanceof Fate.Arrives arrives
                ? this + " as " + arrives.request()
                        + (arrives.response().equals(HeaderEdits.NONE)
                                ? ""
                                : ", answer changed by " + arrives.response())
                : toString();
    }

    @Override
    public String toString() {
        return weight + " " + fate;
    }
}
