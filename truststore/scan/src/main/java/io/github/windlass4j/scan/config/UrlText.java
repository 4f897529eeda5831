package io.github.windlass4j.scan.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pieces of configuration as parts of a connection string; what somebody fills in later stays as it is. */
final class UrlText {
    private static final Pattern OPEN = Pattern.compile("\\$\\{[^}]{0,200}+}|\\{\\{[^}]{0,200}+}}");

    private UrlText() {}

    static String encoded(String text) {
        StringBuilder all = new StringBuilder();
        Matcher open = OPEN.matcher(text);
        int done = 0;
        while (open.find()) {
            all.append(percent(text.substring(done, open.start()))).append(open.group());
            done = open.end();
        }
        return all.append(percent(text.substring(done))).toString();
    }

    /** A host, with its port unless that is empty; an IPv6 address in brackets. */
    static String host(String host, String port) {
        boolean address = host.indexOf(':') >= 0 && host.indexOf('$') < 0;
        return (address ? "[" + encoded(host) + "]" : encoded(host)) + (port.isEmpty() ? "" : ":" + encoded(port));
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
