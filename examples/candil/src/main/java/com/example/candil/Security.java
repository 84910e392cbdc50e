package com.example.candil;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;

/** Who may see what: the checkout and the account are for those who signed in. */
@Configuration(proxyBeanMethods = false)
class Security {

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            paths ->
                paths
                    .requestMatchers("/compra/**", "/cuenta/**", "/pedido/**")
                    .authenticated()
                    .anyRequest()
                    .permitAll())
        .formLogin(
            form ->
                form.loginPage("/acceso")
                    .usernameParameter("correo")
                    .passwordParameter("clave")
                    .defaultSuccessUrl("/cuenta"))
        .logout(logout -> logout.logoutUrl("/salir").logoutSuccessUrl("/?adios"))
        .build();
  }
}
