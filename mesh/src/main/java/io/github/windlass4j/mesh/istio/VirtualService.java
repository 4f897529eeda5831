package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A view of a VirtualService: where requests to its hosts go.
 *
 * @param resource the object
 */
public record VirtualService(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<VirtualService> KIND = new IstioKind<>(
            IstioKind.NETWORKING, "VirtualService", List.of("v1", "v1beta1", "v1alpha3"), VirtualService::new);

    /** The gateway that stands for all sidecars. */
    public static final String MESH = "mesh";

    /**
     * The hosts as written.
     *
     * @return short names, full names or patterns
     */
    public List<String> hosts() {
        return spec().texts("hosts");
    }

    /**
     * Where the routes apply.
     *
     * @return gateways as written ({@code name} or {@code namespace/name}); {@value #MESH} alone when absent
     */
    public List<String> gateways() {
        List<String> gateways = spec().texts("gateways");
        return gateways.isEmpty() ? List.of(MESH) : gateways;
    }

    /**
     * Which namespaces see it.
     *
     * @return the field
     */
    public ExportTo exportTo() {
        return new ExportTo(spec().texts("exportTo"));
    }

    /**
     * Routes for HTTP.
     *
     * @return the routes in order: the first that matches counts
     */
    public List<Route> http() {
        return routes("http");
    }

    /**
     * Routes for TLS that is passed through.
     *
     * @return the routes in order
     */
    public List<Route> tls() {
        return routes("tls");
    }

    /**
     * Routes for other TCP.
     *
     * @return the routes in order
     */
    public List<Route> tcp() {
        return routes("tcp");
    }

    /**
     * Every destination it names, also of mirrors.
     *
     * @return the destinations: HTTP, TLS, TCP, each in order
     */
    public List<Destination> destinations() {
        List<Destination> all = new ArrayList<>();
        for (List<Route> routes : List.of(http(), tls(), tcp())) {
            for (Route route : routes) {
                all.addAll(route.destinations());
                all.addAll(route.mirrors());
            }
        }
        return List.copyOf(all);
    }

    private List<Route> routes(String field) {
        return spec().list(field).stream().map(Route::new).toList();
    }

    /**
     * One route of any of the three sorts.
     *
     * @param fields its fields
     */
    public record Route(Fields fields) {
        /**
         * The name.
         *
         * @return name, empty when absent
         */
        public String name() {
            return fields.text("name", "");
        }

        /**
         * Its conditions, of which one must hold.
         *
         * @return fields of each condition in order; empty for a route that takes everything
         */
        public List<Fields> matches() {
            return fields.list("match");
        }

        /**
         * Where it sends requests.
         *
         * @return the destinations in order
         */
        public List<Destination> destinations() {
            return fields.list("route").stream()
                    .map(route -> new Destination(
                            route.child("destination"), route.whole("weight").orElse(0)))
                    .toList();
        }

        /**
         * Where it sends copies of requests.
         *
         * @return the destinations of {@code mirror} and {@code mirrors}
         */
        public List<Destination> mirrors() {
            List<Destination> mirrors = new ArrayList<>();
            if (fields.has("mirror")) {
                mirrors.add(new Destination(fields.child("mirror"), 0));
            }
            fields.list("mirrors").forEach(mirror -> mirrors.add(new Destination(mirror.child("destination"), 0)));
            return List.copyOf(mirrors);
        }
    }

    /**
     * One destination.
     *
     * @param fields its fields
     * @param weight its weight as written, 0 when absent
     */
    public record Destination(Fields fields, long weight) {
        /**
         * The host as written.
         *
         * @return short or full name; empty when absent
         */
        public String host() {
            return fields.text("host", "");
        }

        /**
         * The subset.
         *
         * @return its name, empty for the whole host
         */
        public String subset() {
            return fields.text("subset", "");
        }

        /**
         * The port.
         *
         * @return the number; empty when the only port, or that of the request, is meant
         */
        public OptionalInt port() {
            var number = fields.child("port").whole("number");
            return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
        }
    }
}
