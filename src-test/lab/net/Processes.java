package lab.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts processes in the namespaces of a world.
 *
 * @param prefix of the namespaces' names
 * @param folder takes a folder for each namespace
 */
record Processes(String prefix, Path folder) {

    /** A process that writes a log and is not talked to. */
    Child start(String namespace, String name, List<String> command) {
        return start(namespace, name, command, log(namespace, name), Map.of());
    }

    /** The same with settings, and a log of its own. */
    Child start(String namespace, String name, List<String> command, Path log, Map<String, String> settings) {
        ProcessBuilder builder = builder(namespace, command);
        builder.environment().putAll(settings);
        return start(builder.redirectErrorStream(true).redirectOutput(log.toFile()), name, log);
    }

    /** A program that answers lines, and says {@code ready} when it can. */
    Conversation talk(String namespace, String name, List<String> command) {
        Path log = log(namespace, name);
        Child child = start(builder(namespace, command).redirectError(log.toFile()), name, log);
        Conversation conversation = new Conversation(child);
        conversation.await("ready");
        return conversation;
    }

    private Path log(String namespace, String name) {
        return folder.resolve(namespace).resolve(name + ".log");
    }

    private ProcessBuilder builder(String namespace, List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", prefix + "-" + namespace));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all);
        Shell.Environment.clean(builder);
        return builder;
    }

    private Child start(ProcessBuilder builder, String name, Path log) {
        try {
            Files.createDirectories(log.getParent());
            return new Child(prefix + "'s " + name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
