package dev.gatehouse.bootstrap.doctor;

import dev.gatehouse.adapter.embedded.hashing.Argon2;
import dev.gatehouse.adapter.embedded.store.NativeFolder;
import dev.gatehouse.adapter.embedded.store.SqliteLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries to load the native libraries as the server does. Leaves no file. */
final class NativeLibraryExamination {
  private static final String FIX =
      "Use bin/gatehouse of the archive, which needs no temporary folder, or set"
          + " -Djava.io.tmpdir= to a folder that is writable and not mounted noexec.";

  private NativeLibraryExamination() {}

  static List<Finding> of(Path dataFolder) {
    return Stream.concat(ofSqlite(dataFolder).stream(), Stream.of(ofArgon2())).toList();
  }

  private static Finding ofArgon2() {
    Argon2 argon2 = Argon2.fastest();
    String found = argon2.library() + " computes password hashes";
    return argon2.isNative()
        ? Finding.ok("password_hashing", found)
        : Finding.warning(
            "password_hashing_slow",
            found,
            "A login takes more time of the processor. The log says why libsodium does not load.",
            FIX);
  }

  private static List<Finding> ofSqlite(Path dataFolder) {
    if (SqliteLibrary.unpacked(System.getProperties()) != null) {
      return List.of();
    }
    String refusal = refusal(SqliteLibrary.temporary(System.getProperties()));
    if (refusal == null) {
      return List.of();
    }
    String found = "native libraries cannot be loaded from " + refusal;
    String inDataFolder = Files.isDirectory(dataFolder) ? refusal(dataFolder) : null;
    return List.of(
        inDataFolder == null
            ? Finding.warning(
                "temporary_folder_unusable",
                found,
                "They are unpacked in the folder native of DATA_DIR, and the JDK verifies"
                    + " signatures, which takes more time.",
                FIX)
            : Finding.error(
                "native_library_unusable",
                found + " or " + inDataFolder,
                "The server does not start.",
                FIX));
  }

  private static @Nullable String refusal(Path folder) {
    String refusal = NativeFolder.refusal(folder, SqliteLibrary.resource());
    return refusal == null ? null : folder + " (" + refusal + ")";
  }
}
