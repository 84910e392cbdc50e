package com.example.candil;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Who has an account, by e-mail address, in memory. Safe for any thread. */
@Component
public class Customers implements UserDetailsService {

  private static final int MOST = 1_000;

  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final PasswordEncoder encoder;

  Customers(PasswordEncoder encoder) {
    this.encoder = encoder;
    passwords.put("lola@example.com", encoder.encode("candil-2026"));
  }

  /** What a new customer fills in. */
  public record Registration(
      @NotBlank(message = "¿Cómo te llamas?") String nombre,
      @NotBlank(message = "Falta el correo") @Email(message = "No es un correo") String correo,
      @Size(min = 8, message = "Ocho letras al menos") String clave) {
    static final Registration EMPTY = new Registration("", "", "");
  }

  /** Makes an account, unless the address has one or there are too many. */
  boolean register(Registration registration) {
    String password = encoder.encode(registration.clave());
    return passwords.size() < MOST
        && passwords.putIfAbsent(key(registration.correo()), password) == null;
  }

  @Override
  public UserDetails loadUserByUsername(String mail) {
    String password = passwords.get(key(mail));
    if (password == null) {
      throw new UsernameNotFoundException("nobody");
    }
    return User.withUsername(key(mail)).password(password).roles("CLIENTE").build();
  }

  private static String key(String mail) {
    return mail.strip().toLowerCase(Locale.ROOT);
  }
}
