package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import java.util.function.Function;

/** The API server's IP and CIDR libraries (k8s.io/apiserver/pkg/cel/library, ip.go and cidr.go). */
final class NetworkFunctions {
    private NetworkFunctions() {}

    /** A network by an address in it and the length of its prefix. */
    record Cidr(IpAddress address, int prefix) implements CelTypes.Named {
        @Override
        public String typeName() {
            return "net.CIDR";
        }

        boolean contains(IpAddress other) {
            return other.family() == address.family() && other.masked(prefix).equals(address.masked(prefix));
        }

        @Override
        public String toString() {
            return address + "/" + prefix;
        }
    }

    private interface Test {
        boolean test(IpAddress address);
    }

    static void register(Registry registry) {
        text(registry, "ip", NetworkFunctions::ip);
        text(registry, "isIP", text -> ip(text) instanceof IpAddress);
        text(registry, "ip.isCanonical", text -> {
            Object address = ip(text);
            return address instanceof CelError ? address : address.toString().equals(text);
        });
        text(registry, "cidr", NetworkFunctions::cidr);
        text(registry, "isCIDR", text -> cidr(text) instanceof Cidr);
        registry.method(
                "family",
                1,
                (a, f) -> a[0] instanceof IpAddress ip ? (Object) (long) ip.family() : CelError.NO_OVERLOAD);
        test(registry, "isUnspecified", IpAddress::isUnspecified);
        test(registry, "isLoopback", IpAddress::isLoopback);
        test(registry, "isLinkLocalMulticast", IpAddress::isLinkLocalMulticast);
        test(registry, "isLinkLocalUnicast", IpAddress::isLinkLocalUnicast);
        test(registry, "isGlobalUnicast", IpAddress::isGlobalUnicast);
        registry.method("ip", 1, (a, f) -> a[0] instanceof Cidr net ? net.address() : CelError.NO_OVERLOAD)
                .method(
                        "masked",
                        1,
                        (a, f) -> a[0] instanceof Cidr net
                                ? new Cidr(net.address().masked(net.prefix()), net.prefix())
                                : CelError.NO_OVERLOAD)
                .method(
                        "prefixLength",
                        1,
                        (a, f) -> a[0] instanceof Cidr net ? (Object) (long) net.prefix() : CelError.NO_OVERLOAD)
                .method("containsIP", 2, (a, f) -> containsIp(a))
                .method("containsCIDR", 2, (a, f) -> containsCidr(a));
    }

    private static void test(Registry registry, String name, Test test) {
        registry.method(
                name, 1, (a, f) -> a[0] instanceof IpAddress ip ? (Object) test.test(ip) : CelError.NO_OVERLOAD);
    }

    private static void text(Registry registry, String name, Function<String, Object> function) {
        registry.global(name, 1, (a, f) -> a[0] instanceof String text ? function.apply(text) : CelError.NO_OVERLOAD);
    }

    /** The address or an error: no zone, no leading zeros, no IPv4 inside IPv6. */
    private static Object ip(String text) {
        if (text.indexOf('%') >= 0) {
            return new CelError("IP address \"" + text + "\" with zone value is not allowed");
        }
        IpAddress address = IpAddress.parse(text, false);
        if (address == null) {
            return new CelError("IP Address \"" + text + "\" parse error during conversion from string: ParseAddr(\""
                    + text + "\"): unable to parse IP");
        }
        return address.isMapped() ? new CelError("IPv4-mapped IPv6 address \"" + text + "\" is not allowed") : address;
    }

    private static Object cidr(String text) {
        int slash = text.lastIndexOf('/');
        Object address = slash < 0 ? CelError.NO_OVERLOAD : ip(text.substring(0, slash));
        String digits = slash < 0 ? "" : text.substring(slash + 1);
        boolean number = !digits.isEmpty()
                && digits.length() <= 3
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
        if (address instanceof IpAddress ip && number && Integer.parseInt(digits) <= ip.bits()) {
            return new Cidr(ip, Integer.parseInt(digits));
        }
        return new CelError(
                "network address parse error during conversion from string: network address parse error during conversion"
                        + " from string: netip.ParsePrefix(\"" + text + "\")" + (slash < 0 ? ": no '/'" : ""));
    }

    private static Object containsIp(Object[] args) {
        Object other = args[1] instanceof String text ? ip(text) : args[1];
        return args[0] instanceof Cidr net && other instanceof IpAddress ip
                ? (Object) net.contains(ip)
                : CelOperators.failure(args[0], other);
    }

    private static Object containsCidr(Object[] args) {
        Object other = args[1] instanceof String text ? cidr(text) : args[1];
        return args[0] instanceof Cidr net && other instanceof Cidr inner
                ? (Object) (net.prefix() <= inner.prefix() && net.contains(inner.address()))
                : CelOperators.failure(args[0], other);
    }
}
