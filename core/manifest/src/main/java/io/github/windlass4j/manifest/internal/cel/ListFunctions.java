package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Lists: the API server's list library, cel-go's sets, and what cel-go's lists extension shares with it. */
final class ListFunctions {
    private ListFunctions() {}

    static void register(Registry registry) {
        registry.method("isSorted", 1, (a, f) -> isSorted(a[0]))
                .method("sum", 1, (a, f) -> sum(a[0]))
                .method("min", 1, (a, f) -> extreme(a[0], -1))
                .method("max", 1, (a, f) -> extreme(a[0], 1))
                .method("slice", 3, (a, f) -> slice(a, f))
                .method("flatten", 1, (a, f) -> flatten(a[0], 1L, f))
                .method("flatten", 2, (a, f) -> flatten(a[0], a[1], f))
                .method("sort", 1, (a, f) -> sort(a[0], a[0]))
                .method("first", 1, (a, f) -> end(a[0], true))
                .method("last", 1, (a, f) -> end(a[0], false))
                .global("lists.range", 1, (a, f) -> range(a[0]))
                .method("distinct", 1, (a, f) -> distinct(a[0]))
                .global("sets.contains", 2, (a, f) -> sub(a[1], a[0]))
                .global("sets.equivalent", 2, (a, f) -> {
                    Object one = sub(a[0], a[1]);
                    return Boolean.TRUE.equals(one) ? sub(a[1], a[0]) : one;
                })
                .global("sets.intersects", 2, (a, f) -> intersects(a[0], a[1]));
    }

    private static Object isSorted(Object value) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        for (int i = 1; i < list.size(); i++) {
            Object before = list.get(i - 1);
            Object here = list.get(i);
            Integer order = CelOperators.compare(before, here);
            if (order == null) {
                return CelOperators.failure(before, here);
            }
            if (order > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object sum(Object value) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        if (list.size() == 0) {
            return 0L;
        }
        Object sum = list.get(0);
        for (int i = 1; i < list.size() && !(sum instanceof CelError); i++) {
            sum = CelOperators.add(sum, list.get(i));
        }
        return CelOperators.isNumber(sum) || sum instanceof CelDuration || sum instanceof CelError
                ? sum
                : CelError.NO_OVERLOAD;
    }

    private static Object extreme(Object value, int sign) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        if (list.size() == 0) {
            return new CelError(sign < 0 ? "min called on empty list" : "max called on empty list");
        }
        Object best = list.get(0);
        for (int i = 1; i < list.size(); i++) {
            Object here = list.get(i);
            Integer order = CelOperators.compare(here, best);
            if (order == null) {
                return CelOperators.failure(best, here);
            }
            best = order * sign > 0 ? here : best;
        }
        return best;
    }

    static Object indexOf(Object value, Object wanted) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        for (int i = 0; i < list.size(); i++) {
            if (Boolean.TRUE.equals(CelOperators.equal(list.get(i), wanted))) {
                return (long) i;
            }
        }
        return -1L;
    }

    static Object lastIndexOf(Object value, Object wanted) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        for (int i = list.size() - 1; i >= 0; i--) {
            if (Boolean.TRUE.equals(CelOperators.equal(list.get(i), wanted))) {
                return (long) i;
            }
        }
        return -1L;
    }

    static Object reverse(Object value) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        List<Object> items = new ArrayList<>();
        for (int i = list.size() - 1; i >= 0; i--) {
            items.add(list.get(i));
        }
        return CelList.of(items);
    }

    private static Object slice(Object[] args, Frame frame) {
        if (!(args[0] instanceof CelList list && args[1] instanceof Long start && args[2] instanceof Long end)) {
            return CelError.NO_OVERLOAD;
        }
        String problem = start < 0 || end < 0
                ? "negative indexes not supported"
                : start > end
                        ? "start index must be less than or equal to end index"
                        : end > list.size() ? "list is length " + list.size() : "";
        frame.spend(Costs.made(problem.isEmpty() ? end - start : 1));
        if (!problem.isEmpty()) {
            return new CelError("cannot slice(" + start + ", " + end + "), " + problem);
        }
        List<Object> items = new ArrayList<>();
        for (int i = (int) (long) start; i < end; i++) {
            items.add(list.get(i));
        }
        return CelList.of(items);
    }

    private static Object flatten(Object value, Object levels, Frame frame) {
        if (!(value instanceof CelList list && levels instanceof Long depth)) {
            return CelError.NO_OVERLOAD;
        }
        if (depth < 0) {
            return new CelError("level must be non-negative");
        }
        List<Object> items = new ArrayList<>();
        flatten(list, depth, frame, items);
        return CelList.of(items);
    }

    private static void flatten(CelList list, long depth, Frame frame, List<Object> into) {
        frame.build(1 + list.size());
        for (int i = 0; i < list.size(); i++) {
            if (depth > 0 && list.get(i) instanceof CelList inner) {
                flatten(inner, depth - 1, frame, into);
            } else {
                into.add(list.get(i));
            }
        }
    }

    /** The first list in the order of the second, in which items of one type stand; equal ones keep their order. */
    static Object sort(Object value, Object order) {
        if (!(value instanceof CelList list && order instanceof CelList keys)) {
            return CelError.NO_OVERLOAD;
        }
        int size = list.size();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (CelOperators.compare(keys.get(0), keys.get(i)) == null) {
                Object failure = CelOperators.failure(keys.get(0), keys.get(i));
                boolean comparable = CelOperators.compare(keys.get(0), keys.get(0)) != null;
                return failure.equals(CelError.NO_OVERLOAD)
                        ? new CelError(
                                comparable
                                        ? "list elements must have the same type"
                                        : "list elements must be comparable")
                        : failure;
            }
            places.add(i);
        }
        places.sort((one, two) -> {
            Integer compared = CelOperators.compare(keys.get(one), keys.get(two));
            return compared == null ? 0 : compared;
        });
        return CelList.of(places.stream().map(list::get).toList());
    }

    private static Object end(Object value, boolean first) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        return list.size() == 0 ? CelOptional.NONE : new CelOptional(list.get(first ? 0 : list.size() - 1));
    }

    private static Object range(Object value) {
        if (!(value instanceof Long size)) {
            return CelError.NO_OVERLOAD;
        }
        if (size < 0) {
            return new CelError("lists.range: size must be non-negative, got " + size);
        }
        return CelList.of(LongStream.range(0, size).<Object>mapToObj(i -> i).toList());
    }

    private static Object distinct(Object value) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (!Boolean.TRUE.equals(CelOperators.contains(CelList.of(items), item))) {
                items.add(item);
            }
        }
        return CelList.of(items);
    }

    /** Whether every item of the first list is in the second. */
    private static Object sub(Object items, Object in) {
        if (!(items instanceof CelList list && in instanceof CelList container)) {
            return CelError.NO_OVERLOAD;
        }
        for (int i = 0; i < list.size(); i++) {
            Object found = CelOperators.contains(container, list.get(i));
            if (!Boolean.TRUE.equals(found)) {
                return found;
            }
        }
        return true;
    }

    private static Object intersects(Object one, Object two) {
        if (!(one instanceof CelList list && two instanceof CelList other)) {
            return CelError.NO_OVERLOAD;
        }
        for (int i = 0; i < list.size(); i++) {
            if (Boolean.TRUE.equals(CelOperators.contains(other, list.get(i)))) {
                return true;
            }
        }
        return false;
    }
}
