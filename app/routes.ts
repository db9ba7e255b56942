import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

/** The product's table of contents: every URL, written by hand. */
export default [
  // Before an account
  route("demarrage", "settings/routes/first-run.tsx"),
  route("demarrage/demonstration", "settings/routes/first-run-demo.tsx"),
  route("connexion", "auth/routes/sign-in.tsx"),
  route("deconnexion", "auth/routes/sign-out.ts"),
  route("mot-de-passe-oublie", "auth/routes/forgotten-password.tsx"),
  route("mot-de-passe/:token", "auth/routes/reset-password.tsx"),
  route("sans-produit", "auth/routes/no-product.tsx"),
  route("invitation/:secret", "settings/routes/invitation.tsx"),

  // Signed in
  layout("auth/routes/signed-in.tsx", [
    index("auth/routes/home.ts"),
    route("produits/:id/ouverture", "auth/routes/open-product.ts"),
    route("demarrage/annuaire", "universe/routes/loading.tsx"),
    route("demarrage/cible", "target/routes/first-target.tsx"),

    route("institutions", "institutions/routes/institutions.tsx"),
    route("institutions/nouvelle", "institutions/routes/new-institution.tsx"),
    route("institutions/choix", "institutions/routes/choices.ts"),
    route("institutions/semblables", "institutions/routes/like-names.ts"),
    route("institutions/:id", "institutions/routes/institution.tsx"),
    route("institutions/:id/correction", "institutions/routes/edit-institution.tsx"),
    route("institutions/:id/suivi", "institutions/routes/key-account.ts"),
    route("institutions/:id/liens", "institutions/routes/links.tsx"),
    route("institutions/:id/liens/:linkId/retrait", "institutions/routes/remove-link.ts"),
    route("territoires", "institutions/routes/territories.ts"),

    route("contacts", "contacts/routes/contacts.tsx"),
    route("contacts/nouveau", "contacts/routes/new-contact.tsx"),
    route("contacts/:id", "contacts/routes/contact.tsx"),
    route("contacts/:id/modification", "contacts/routes/edit-contact.tsx"),
    route("contacts/:id/opposition", "contacts/routes/opposition.ts"),
    route("contacts/:id/suppression", "contacts/routes/remove-contact.ts"),
    route("contacts/:id/changement-de-poste", "contacts/routes/post-move.ts"),
    route("contacts/:id/postes", "contacts/routes/posts.ts"),
    route("contacts/:id/postes/:positionId", "contacts/routes/post.ts"),
    route("contacts/:id/postes/:positionId/fin", "contacts/routes/post-end.ts"),
    route("contacts/:id/postes/:positionId/poids", "contacts/routes/post-weight.ts"),
    route("contacts/:id/postes/:positionId/retrait", "contacts/routes/post-removal.ts"),

    route("campagnes", "campaigns/routes/campaigns.tsx"),
    route("campagnes/nouvelle", "campaigns/routes/new-campaign.tsx"),
    route("campagnes/:id", "campaigns/routes/campaign.tsx"),
    route("campagnes/:id/message", "campaigns/routes/message.tsx"),
    route("campagnes/:id/audience", "campaigns/routes/audience.tsx"),
    route("campagnes/:id/brouillon", "campaigns/routes/draft.ts"),
    route("campagnes/:id/apercu/:contactId", "campaigns/routes/preview.ts"),
    route("campagnes/:id/essai", "campaigns/routes/trial.ts"),
    route("campagnes/:id/lancement", "campaigns/routes/launch.ts"),
    route("campagnes/:id/pause", "campaigns/routes/pause.ts"),
    route("campagnes/:id/reprise", "campaigns/routes/resume.ts"),
    route("campagnes/:id/annulation", "campaigns/routes/cancel.ts"),
    route("campagnes/:id/envois/:messageId/verdict", "campaigns/routes/verdict.ts"),

    route("recherche", "search/routes/search.tsx"),

    route("partenariats", "pipeline/routes/partnerships.tsx"),
    route("partenariats/:id", "pipeline/routes/partnership.tsx"),
    route("partenariats/:id/etape", "pipeline/routes/stage.tsx"),
    route("partenariats/:id/action", "pipeline/routes/next-action.tsx"),
    route("partenariats/:id/action/faite", "pipeline/routes/action-done.ts"),
    route("partenariats/:id/retrait", "pipeline/routes/removal.tsx"),
    route("institutions/:id/echanges", "interactions/routes/exchanges.tsx"),
    route("historique/:fiche/:id", "history/routes/history.tsx"),
    route("modifications/:id/annulation", "history/routes/undo.ts"),

    route("cartographie", "cartography/routes/map.tsx"),

    route("objectifs", "objectives/routes/objectives.tsx"),
    route("objectifs/cycles/nouveau", "objectives/routes/new-cycle.tsx"),
    route("objectifs/cycles/:id", "objectives/routes/edit-cycle.tsx"),
    route("objectifs/cycles/:id/suppression", "objectives/routes/cycle-removal.ts"),
    route("objectifs/:id", "objectives/routes/objective.tsx"),
    route("objectifs/:id/suppression", "objectives/routes/objective-removal.ts"),

    route("reglages", "settings/routes/settings.tsx", [
      index("settings/routes/product.tsx"),
      route("mentions", "settings/routes/legal.tsx"),
      route("boites", "outbox/routes/mailboxes.tsx"),
      route("membres", "settings/routes/members.tsx"),
      route("annuaire", "settings/routes/universe.tsx"),
      route("cible", "target/routes/target.tsx"),
      route("jetons", "api/routes/tokens.tsx"),
      route("annuaire/dila", "universe/dila/routes/dila.tsx"),
      route("compte", "auth/routes/account.tsx"),
    ]),
    route("reglages/boites/:id", "outbox/routes/mailbox.ts"),
    route("reglages/boites/:id/essai", "outbox/routes/mailbox-trial.ts"),
    route("reglages/boites/:id/pause", "outbox/routes/mailbox-pause.ts"),
    route("reglages/jetons/:id/revocation", "api/routes/token-revocation.ts"),
    route("reglages/annuaire/dila/application", "universe/dila/routes/apply.ts"),
    route("reglages/annuaire/dila/decision", "universe/dila/routes/decision.ts"),
    route("reglages/suppression", "settings/routes/delete-product.tsx"),
    route("reglages/compte/mot-de-passe", "auth/routes/change-password.ts"),
    route("reglages/membres/:id/role", "settings/routes/member-role.ts"),
    route("reglages/membres/:id/retrait", "settings/routes/member-removal.ts"),
    route("reglages/invitations/:id/annulation", "settings/routes/invitation-removal.ts"),
  ]),

  // For anyone
  route("desinscription/:token", "outbox/routes/unsubscribe.tsx"),
  route("accessibilite", "public-pages/routes/accessibility.tsx"),
  route("mentions-legales", "public-pages/routes/legal-notice.tsx"),
  route("donnees-personnelles", "public-pages/routes/personal-data.tsx"),

  // Machines
  route("healthz", "worker/routes/healthz.ts"),
  route("api/v1/*", "api/routes/api.ts"),
] satisfies RouteConfig;
