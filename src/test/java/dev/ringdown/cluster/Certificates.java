package dev.ringdown.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Authorities and certificates, made by the JDK's keytool as docs/operations.md says. */
final class Certificates {
  static final String PASSWORD = "changeit";

  private final Path folder;

  Certificates(Path folder) {
    this.folder = folder;
  }

  /** An authority, and the store of those who trust it. */
  Path authority(String name) {
    run(name, "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-ext", "bc:c");
    Path certificate = folder.resolve(name + ".crt");
    run(name, "-exportcert", "-alias", name, "-rfc", "-file", certificate.toString());
    run("trust-" + name, "-importcert", "-noprompt", "-alias", name, "-file", text(certificate));
    return store("trust-" + name);
  }

  /** The store of a node, with a certificate of this authority. */
  Path node(String name, String authority) {
    run(name, "-genkeypair", "-alias", name, "-dname", "CN=" + name);
    Path request = folder.resolve(name + ".csr");
    Path certificate = folder.resolve(name + ".crt");
    run(name, "-certreq", "-alias", name, "-file", text(request));
    run(
        authority,
        "-gencert",
        "-alias",
        authority,
        "-rfc",
        "-infile",
        text(request),
        "-outfile",
        text(certificate));
    Path root = folder.resolve(authority + ".crt");
    run(name, "-importcert", "-noprompt", "-alias", authority, "-file", text(root));
    run(name, "-importcert", "-alias", name, "-file", text(certificate));
    return store(name);
  }

  private Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  private static String text(Path path) {
    return path.toString();
  }

  private void run(String store, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store(store).toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "3650"));
    }
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
