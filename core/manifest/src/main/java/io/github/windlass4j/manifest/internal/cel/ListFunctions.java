package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import java.util.ArrayList;
import java.util.List;

/** Lists: the API server's list library, cel-go's sets, and what cel-go's lists extension shares with it. */
final class ListFunctions {
    private ListFunctions() {}

    static void register(Registry registry) {
        registry.method("isSorted", 1, (a, f) -> isSorted(a[0], f))
                .method("sum", 1, (a, f) -> sum(a[0], f))
                .method("min", 1, (a, f) -> extreme(a[0], f, -1))
                .method("max", 1, (a, f) -> extreme(a[0], f, 1))
                .method("slice", 3, (a, f) -> slice(a))
                .method("flatten", 1, (a, f) -> flatten(a[0], f))
                .method("distinct", 1, (a, f) -> distinct(a[0], f))
                .global("sets.contains", 2, (a, f) -> sub(a[1], a[0], f))
                .global("sets.equivalent", 2, (a, f) -> {
                    Object one = sub(a[0], a[1], f);
                    return Boolean.TRUE.equals(one) ? sub(a[1], a[0], f) : one;
                })
                .global("sets.intersects", 2, (a, f) -> intersects(a[0], a[1], f))
                .global("math.greatest", 2, (a, f) -> pick(a[0], a[1], 1))
                .global("math.least", 2, (a, f) -> pick(a[0], a[1], -1))
                .global("math.greatest", 1, (a, f) -> extreme(a[0], f, 1))
                .global("math.least", 1, (a, f) -> extreme(a[0], f, -1));
    }

    private static Object pick(Object a, Object b, int sign) {
        Integer order = CelOperators.compare(a, b);
        return order == null ? CelError.NO_OVERLOAD : order * sign >= 0 ? a : b;
    }

    private static Object isSorted(Object value, Frame frame) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        frame.spend(1 + list.size());
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

    private static Object sum(Object value, Frame frame) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        frame.spend(1 + list.size());
        if (list.size() == 0) {
            return 0L;
        }
        Object sum = list.get(0);
        for (int i = 1; i < list.size() && !(sum instanceof CelError); i++) {
            sum = CelOperators.add(sum, list.get(i));
        }
        return sum;
    }

    private static Object extreme(Object value, Frame frame, int sign) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        frame.spend(1 + list.size());
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

    private static Object slice(Object[] args) {
        if (!(args[0] instanceof CelList list && args[1] instanceof Long start && args[2] instanceof Long end)) {
            return CelError.NO_OVERLOAD;
        }
        if (start < 0 || end < 0 || start > end || end > list.size()) {
            return new CelError("cannot slice(" + start + ", " + end + "), list length is " + list.size());
        }
        List<Object> items = new ArrayList<>();
        for (int i = (int) (long) start; i < end; i++) {
            items.add(list.get(i));
        }
        return CelList.of(items);
    }

    private static Object flatten(Object value, Frame frame) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (item instanceof CelList inner) {
                frame.spend(1 + inner.size());
                for (int j = 0; j < inner.size(); j++) {
                    items.add(inner.get(j));
                }
            } else {
                items.add(item);
            }
        }
        return CelList.of(items);
    }

    private static Object distinct(Object value, Frame frame) {
        if (!(value instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            frame.spend(1 + items.size());
            if (!Boolean.TRUE.equals(CelOperators.contains(CelList.of(items), item))) {
                items.add(item);
            }
        }
        return CelList.of(items);
    }

    /** Whether every item of the first list is in the second. */
    private static Object sub(Object items, Object in, Frame frame) {
        if (!(items instanceof CelList list && in instanceof CelList container)) {
            return CelError.NO_OVERLOAD;
        }
        for (int i = 0; i < list.size(); i++) {
            frame.spend(1 + container.size());
            Object found = CelOperators.contains(container, list.get(i));
            if (!Boolean.TRUE.equals(found)) {
                return found;
            }
        }
        return true;
    }

    private static Object intersects(Object one, Object two, Frame frame) {
        if (!(one instanceof CelList list && two instanceof CelList other)) {
            return CelError.NO_OVERLOAD;
        }
        for (int i = 0; i < list.size(); i++) {
            frame.spend(1 + other.size());
            if (Boolean.TRUE.equals(CelOperators.contains(other, list.get(i)))) {
                return true;
            }
        }
        return false;
    }
}
