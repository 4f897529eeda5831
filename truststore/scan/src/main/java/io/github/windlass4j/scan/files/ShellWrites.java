package io.github.windlass4j.scan.files;

import io.github.windlass4j.scan.config.ConfigScan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files the commands of a shell may change, by the names that they are given: all that are not known to be read only. */
final class ShellWrites {
    private static final Pattern END = Pattern.compile("&&|\\|\\||[;\\n|]");
    private static final Pattern REDIRECT = Pattern.compile(">>?[ \\t]{0,100}+[\"']?([^\\s;&|<>\"']{1,4096}+)");

    /** Commands that change no content of the files that they name (POSIX; keytool is read by itself). */
    private static final Set<String> READERS = Set.of(
            "[ adduser cat cd chgrp chmod chown diff echo export grep head keytool ls mkdir openssl printf set stat tail test touch trust update-ca-certificates update-ca-trust useradd wc"
                    .split(" "));

    /** Commands that change what their last operand names. */
    private static final Set<String> COPIERS = Set.of("cp", "install", "ln");

    /** Commands that change whole folders. */
    private static final Set<String> TREES = Set.of("mv", "rm");

    /** What stands before a command. */
    private static final Pattern BEFORE = Pattern.compile(
            "!|\\(|\\{|then|else|do|if|sudo|exec|env|(/bin/)?(ba|da|a)?sh|-\\w{0,10}c|[A-Za-z_]\\w{0,100}=.*");

    private ShellWrites() {}

    /** Names that may be changed, and whether all that lies below may be. */
    static Map<String, Boolean> of(String script) {
        Map<String, Boolean> written = new LinkedHashMap<>();
        for (String command : END.split(script, -1)) {
            Matcher redirect = REDIRECT.matcher(command);
            while (redirect.find()) {
                written.putIfAbsent(redirect.group(1), false);
            }
            command(ConfigScan.words(redirect.replaceAll(" ")), written);
        }
        return written;
    }

    private static void command(List<String> words, Map<String, Boolean> written) {
        int first = 0;
        while (first < words.size() && BEFORE.matcher(words.get(first)).matches()) {
            first++;
        }
        if (first == words.size()) {
            return;
        }
        String name = words.get(first).substring(words.get(first).lastIndexOf('/') + 1);
        List<String> operands = words.subList(first + 1, words.size());
        if (READERS.contains(name)) {
            int out = operands.indexOf("-out");
            operands = out < 0 ? List.of() : operands.subList(out + 1, Math.min(out + 2, operands.size()));
        } else if (COPIERS.contains(name) && operands.size() > 1) {
            operands = copied(operands);
        }
        for (String operand : operands) {
            String file = operand.startsWith("-") ? operand.substring(operand.indexOf('=') + 1) : operand;
            written.merge(file, TREES.contains(name), Boolean::logicalOr);
        }
    }

    /** The target, and what it holds if it is a folder. */
    private static List<String> copied(List<String> operands) {
        String target = operands.get(operands.size() - 1);
        List<String> names = new ArrayList<>();
        names.add(target);
        for (String source : operands.subList(0, operands.size() - 1)) {
            names.add(target + "/" + source.substring(source.lastIndexOf('/') + 1));
        }
        return names;
    }
}
