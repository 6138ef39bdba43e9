package vpnsentinel.launch;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.call.RememberedNames;
import vpnsentinel.call.Requests;
import vpnsentinel.command.Check;
import vpnsentinel.command.ClientCommands;
import vpnsentinel.command.HomeCommands;
import vpnsentinel.command.KeyCommand;
import vpnsentinel.command.StoreCommands;
import vpnsentinel.settings.DataFolder;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Problem;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.SettingsException;
import vpnsentinel.settings.StartProblem;
import vpnsentinel.settings.Version;

/** The program: a half, or a word that looks at one ({@code check}, {@code home}, {@code learn},
 * {@code backup}, {@code restore}, {@code key}, {@code version}). */
public final class Sentinel {
    /** The process cannot run as it is configured (sysexits.h: EX_CONFIG). */
    static final int CONFIGURATION = 78;

    private static final int WRONG_USAGE = 2;
    private static final long MOST_STOP_MS = 4_500;

    private Sentinel() {}

    /** Runs what the first word says; the settings come from the environment. */
    public static void main(String[] words) throws InterruptedException {
        RememberedNames.askJavaEachTime();
        Requests.allowHostHeader();
        String word = words.length == 0 ? "" : words[0];
        List<String> rest = Arrays.asList(words).subList(Math.min(1, words.length), words.length);
        switch (word) {
            case "server" -> run(Half.SERVER);
            case "client" -> {
                if (!rest.isEmpty()) {
                    System.exit(ClientCommands.run(Arrays.asList(words)));
                }
                run(Half.CLIENT);
            }
            case "check" -> System.exit(Check.run(rest, FilesTrial::rows));
            case "home", "learn" -> System.exit(HomeCommands.run(Arrays.asList(words)));
            case "backup", "restore" -> System.exit(StoreCommands.run(Arrays.asList(words)));
            case "key" -> System.exit(KeyCommand.run());
            case "version" -> System.out.println("VPN Sentinel " + Version.text());
            default -> {
                System.err.println("vpn-sentinel: '" + word
                        + "', expected server, client, check, home, learn, backup, restore, key, or version");
                System.exit(WRONG_USAGE);
            }
        }
    }

    private static void run(Half half) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        // else the JVM would print it by itself, with whatever secret stands in it
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) ->
                LoggerFactory.getLogger(Sentinel.class).error("thread ended thread={}", thread.getName(), thrown));
        try {
            Settings given = Settings.read(System.getenv(), half);
            Logging.configure(given);
            advise(given);
            Settings settings = KeyWait.over(given, () -> Settings.read(System.getenv(), half));
            AutoCloseable running = start(half, settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, stopped), "stop"));
        } catch (SettingsException e) {
            for (Problem problem : e.problems()) {
                System.err.println("vpn-sentinel: " + problem);
            }
            halt();
        } catch (Throwable e) {
            System.err.println("vpn-sentinel: cannot start: " + StartProblem.readable(e));
            halt();
        }
        stopped.await();
    }

    private static void advise(Settings settings) {
        Logger log = LoggerFactory.getLogger(Settings.class);
        settings.warnings().forEach(each -> log.warn("{}", each));
        DataFolder.trouble(settings).ifPresent(trouble -> log.warn("{} hint=\"{}\"", trouble, DataFolder.HINT));
        if (settings.isGiven("time.zone")) {
            TimeZone.setDefault(TimeZone.getTimeZone(settings.zone())); // of the log, too
        }
    }

    private static AutoCloseable start(Half half, Settings settings) throws Exception {
        InstantSource clock = InstantSource.system();
        return half == Half.SERVER
                ? ServerHalf.start(settings, clock, new ClockSteps(clock, System::nanoTime))
                : ClientHalf.start(settings, clock);
    }

    /** Not {@code exit}: hooks of a half that never ran could hang. */
    private static void halt() {
        System.err.flush();
        Runtime.getRuntime().halt(CONFIGURATION);
    }

    private static void stop(AutoCloseable running, CountDownLatch stopped) {
        Thread closing = new Thread(() -> close(running), "closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(MOST_STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
    }

    private static void close(AutoCloseable running) {
        Logger log = LoggerFactory.getLogger(Sentinel.class);
        try {
            running.close();
            log.info("stopped");
        } catch (Exception e) {
            log.warn("stopped with a complaint cause=\"{}\"", e.toString());
        }
    }
}
