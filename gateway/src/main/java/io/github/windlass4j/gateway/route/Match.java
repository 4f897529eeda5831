package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.api.GrpcRule;
import io.github.windlass4j.gateway.api.HttpMatch;
import io.github.windlass4j.gateway.api.ValueMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule asks of a request, ready to be asked.
 *
 * @param path of the path
 * @param method of the HTTP method, if anything
 * @param headers of header fields; all must hold
 * @param query of query parameters; all must hold
 * @param grpc whether only gRPC calls match
 */
record Match(
        PathPredicate path,
        Optional<String> method,
        List<ValuePredicate> headers,
        List<ValuePredicate> query,
        boolean grpc) {
    /** What a rule without matches asks. */
    static final Match EVERYTHING = new Match(PathPredicate.Prefix.ANY, Optional.empty(), List.of(), List.of(), false);

    static Match of(HttpMatch match) {
        HttpMatch.PathMatch path = match.path();
        return new Match(
                switch (path.type()) {
                    case "Exact" -> new PathPredicate.Exact(path.value());
                    case "RegularExpression" -> PathPredicate.Expression.of(path.value());
                    default -> new PathPredicate.Prefix(path.value());
                },
                match.method(),
                predicates(match.headers(), true),
                predicates(match.queryParams(), false),
                false);
    }

    static Match of(GrpcRule.Match match) {
        return new Match(grpcPath(match), Optional.empty(), predicates(match.headers(), true), List.of(), true);
    }

    private static PathPredicate grpcPath(GrpcRule.Match match) {
        Optional<String> service = match.service();
        Optional<String> method = match.method();
        if (match.isRegularExpression()) {
            return new PathPredicate.GrpcName(
                    service.map(source -> ValuePredicate.expression("service", source)),
                    method.map(source -> ValuePredicate.expression("method", source)));
        }
        if (service.isPresent()) {
            return method.<PathPredicate>map(name -> new PathPredicate.Exact("/" + service.get() + "/" + name))
                    .orElseGet(() -> new PathPredicate.Prefix("/" + service.get()));
        }
        return method.<PathPredicate>map(name ->
                        new PathPredicate.GrpcName(Optional.empty(), Optional.of(ValuePredicate.exact("method", name))))
                .orElse(PathPredicate.Prefix.ANY);
    }

    /** Of several entries for one name only the first counts. */
    private static List<ValuePredicate> predicates(List<ValueMatch> entries, boolean ignoreCase) {
        List<ValuePredicate> predicates = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ValueMatch entry : entries) {
            String name = ignoreCase ? Headers.key(entry.name()) : entry.name();
            if (names.add(name)) {
                predicates.add(
                        entry.isRegularExpression()
                                ? ValuePredicate.expression(name, entry.value())
                                : ValuePredicate.exact(name, entry.value()));
            }
        }
        return List.copyOf(predicates);
    }

    boolean accepts(Request request) {
        if ((grpc && !request.isGrpc()) || !path.matches(request.path())) {
            return false;
        }
        if (method.isPresent() && !method.get().equals(request.method())) {
            return false;
        }
        for (ValuePredicate header : headers) {
            Optional<String> value = request.headers().value(header.name());
            if (value.isEmpty() || !header.accepts(value.get())) {
                return false;
            }
        }
        for (ValuePredicate parameter : query) {
            Optional<String> value = request.queryParameter(parameter.name());
            if (value.isEmpty() || !parameter.accepts(value.get())) {
                return false;
            }
        }
        return true;
    }

    /** How many expressions there are; each leaves precedence to the implementation. */
    int expressions() {
        int count = path.isExpression() ? 1 : 0;
        for (ValuePredicate header : headers) {
            count += header.isExpression() ? 1 : 0;
        }
        for (ValuePredicate parameter : query) {
            count += parameter.isExpression() ? 1 : 0;
        }
        return count;
    }

    /** Everything that is asked, in one line. */
    @Override
    public String toString() {
        return method.map(name -> name + " ").orElse("")
                + path
                + (headers.isEmpty() ? "" : ", headers " + headers)
                + (query.isEmpty() ? "" : ", query " + query)
                + (grpc ? ", gRPC" : "");
    }
}
