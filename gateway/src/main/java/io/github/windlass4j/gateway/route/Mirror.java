package io.github.windlass4j.gateway.route;

/**
 * A copy of requests whose answer is thrown away.
 *
 * @param backend where the copies go
 * @param weight which part of the requests is copied
 */
public record Mirror(Backend backend, Weight weight) {
    @Override
    public String toString() {
        return weight + " mirrored to " + backend;
    }
}
