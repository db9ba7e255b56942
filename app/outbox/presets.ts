/** A provider's servers, and what it asks of whoever writes from there. */
export type Preset = {
  id: string;
  label: string;
  smtp: { host: string; port: number; secure: boolean };
  /** null: it only sends; answers come to another mailbox. */
  imap: { host: string; port: number; secure: boolean } | null;
  /** Its own rule, in one or two sentences. */
  note: string;
};

const tls = (host: string, port: number) => ({ host, port, secure: true });
const starttls = (host: string, port: number) => ({ host, port, secure: false });

/** As each provider's own documentation says them. The user's own words always win over these. */
export const PRESETS: Preset[] = [
  {
    ...{ id: "beta", label: "beta.gouv.fr" },
    ...{ smtp: tls("ssl0.ovh.net", 465), imap: tls("ssl0.ovh.net", 993) },
    note: "Jamais d’envoi en nombre depuis une boîte personnelle @beta.gouv.fr : une adresse de [produit].beta.gouv.fr, par un relais (Brevo, Mailjet) en SMTP, suivi désactivé. Le mot de passe se choisit dans l’espace membre.",
  },
  {
    ...{ id: "brevo", label: "Brevo" },
    ...{ smtp: starttls("smtp-relay.brevo.com", 587), imap: null },
    note: "L’identifiant et la clé SMTP sont dans « SMTP et API » ; ce ne sont pas ceux du compte. Ses conditions interdisent d’écrire à froid : réservez-le à ceux qui vous ont donné leur adresse. Désactivez le suivi des ouvertures et des clics.",
  },
  {
    ...{ id: "free", label: "Free" },
    ...{ smtp: tls("smtp.free.fr", 465), imap: tls("imap.free.fr", 993) },
    note: "Activez d’abord « SMTP authentifié » dans l’espace abonné ; il prend effet le lendemain. L’identifiant est le nom de la boîte, avec @free.fr.",
  },
  {
    ...{ id: "gandi", label: "Gandi" },
    ...{ smtp: tls("mail.gandi.net", 465), imap: tls("mail.gandi.net", 993) },
    note: "L’identifiant est l’adresse entière. Le mot de passe est celui de la boîte, pas celui du compte Gandi.",
  },
  {
    ...{ id: "gmail", label: "Gmail, Google Workspace" },
    ...{ smtp: tls("smtp.gmail.com", 465), imap: tls("imap.gmail.com", 993) },
    note: "Google refuse le mot de passe du compte : activez la validation en deux étapes, puis créez un mot de passe d’application. 500 envois par jour au plus (2 000 avec Workspace).",
  },
  {
    ...{ id: "infomaniak", label: "Infomaniak" },
    ...{ smtp: tls("mail.infomaniak.com", 465), imap: tls("mail.infomaniak.com", 993) },
    note: "Créez un mot de passe d’appareil pour cette boîte dans le gestionnaire Infomaniak. L’identifiant est l’adresse entière.",
  },
  {
    ...{ id: "laposte", label: "La Poste (laposte.net)" },
    ...{ smtp: tls("smtp.laposte.net", 465), imap: tls("imap.laposte.net", 993) },
    note: "Autorisez d’abord les logiciels de messagerie (IMAP et SMTP) dans les paramètres de la boîte. L’identifiant est l’adresse entière.",
  },
  {
    ...{ id: "mailjet", label: "Mailjet" },
    ...{ smtp: starttls("in-v3.mailjet.com", 587), imap: null },
    note: "L’identifiant est la clé d’API, le mot de passe la clé secrète. L’adresse d’envoi doit y être validée. Désactivez le suivi des ouvertures et des clics.",
  },
  {
    ...{ id: "microsoft", label: "Microsoft 365, Outlook" },
    ...{ smtp: starttls("smtp.office365.com", 587), imap: tls("outlook.office365.com", 993) },
    note: "L’administrateur doit autoriser « SMTP authentifié » pour cette boîte. Microsoft n’accepte plus de mot de passe en IMAP : faites suivre les réponses vers une boîte d’un autre fournisseur, ou laissez la réception vide.",
  },
  {
    ...{ id: "orange", label: "Orange" },
    ...{ smtp: tls("smtp.orange.fr", 465), imap: tls("imap.orange.fr", 993) },
    note: "Autorisez d’abord l’accès par un logiciel de messagerie dans les réglages d’Orange Mail. L’identifiant est l’adresse entière. Orange limite les envois : gardez un plafond bas.",
  },
  {
    ...{ id: "ovh", label: "OVHcloud (MX Plan)" },
    ...{ smtp: tls("ssl0.ovh.net", 465), imap: tls("ssl0.ovh.net", 993) },
    note: "L’identifiant est l’adresse entière, le mot de passe celui de la boîte. 200 envois par heure au plus. Pour Exchange ou Email Pro, l’hôte est dans l’espace client (ex5.mail.ovh.net, pro1.mail.ovh.net).",
  },
  {
    ...{ id: "partage", label: "RENATER PARTAGE (Zimbra)" },
    ...{ smtp: tls("smtp.partage.renater.fr", 465), imap: tls("imap.partage.renater.fr", 993) },
    note: "L’identifiant est l’adresse entière. Pour un autre Zimbra, gardez les ports et demandez l’hôte à votre service informatique.",
  },
  {
    ...{ id: "sfr", label: "SFR" },
    ...{ smtp: tls("smtp.sfr.fr", 465), imap: tls("imap.sfr.fr", 993) },
    note: "L’identifiant est l’adresse entière. SFR limite les envois : gardez un plafond bas.",
  },
];

export const presetById = (id: string | undefined): Preset | undefined =>
  PRESETS.find((preset) => preset.id === id);

/** The provider a server belongs to, to say its rule when it refuses. */
export const presetOfHost = (host: string): Preset | undefined =>
  PRESETS.find(({ smtp, imap }) => smtp.host === host.toLowerCase() || imap?.host === host.toLowerCase());
