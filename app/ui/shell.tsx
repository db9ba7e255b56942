import { type ReactNode, useRef } from "react";
import { Form, href, Link, NavLink } from "react-router";
import { Brand, type BrandName } from "./brand.tsx";
import { formatNumber } from "./format.ts";
import { useHotkey } from "./hotkeys.ts";
import { Icon } from "./icon.tsx";
import { Menu, MenuLink } from "./menu.tsx";
import { type Place, places } from "./places.ts";
import { usePageFocus } from "./page-focus.ts";
import { AccountMenu, CreateMenu, type Product, ProductSwitcher, type User } from "./shell-menus.tsx";
import { ToastProvider } from "./toast.tsx";

type ShellProps = {
  user: User;
  product: Product & { demo: boolean };
  /** Every product the user may open. */
  products: Product[];
  counts?: Partial<Record<Place["key"], number>>;
  /** Only icons in the navigation, for the board and the map. */
  slim?: boolean;
  /** False for a reader, to whom nothing is offered that would be refused. */
  writes?: boolean;
  brand?: BrandName;
  children: ReactNode;
};

/** What surrounds every page of a signed-in user. */
export function Shell({
  user,
  product,
  products,
  counts = {},
  slim = false,
  writes = true,
  brand,
  children,
}: ShellProps) {
  const page = useRef<HTMLElement>(null);
  usePageFocus(page);
  return (
    <ToastProvider>
      <div className={slim ? "app app--slim" : "app"} data-brand={brand}>
        <a className="skip fr-link" href="#contenu">
          Aller au contenu
        </a>
        <header className="topbar">
          <div className="topbar__side">
            <Link className="brand fr-raw-link" to={href("/")}>
              <Brand brand={brand} />
            </Link>
            <ProductSwitcher product={product} products={products} />
          </div>
          <Omnibox />
          <div className="topbar__side topbar__side--end">
            {writes && <CreateMenu />}
            <AccountMenu user={user} />
          </div>
        </header>
        <nav className="nav" aria-label="Principale">
          {places.map((place) => (
            <NavLink
              key={place.key}
              to={place.to}
              className={place.last ? "nav__item nav__foot fr-raw-link" : "nav__item fr-raw-link"}
              title={place.label}
            >
              <Icon name={place.icon} />
              <span className="nav__label">{place.label}</span>
              {counts[place.key] ? (
                <span className="nav__count">{formatNumber(counts[place.key] ?? 0)}</span>
              ) : null}
            </NavLink>
          ))}
        </nav>
        <main className="page" id="contenu" tabIndex={-1} ref={page}>
          {children}
        </main>
        <BottomBar />
      </div>
    </ToastProvider>
  );
}

function Omnibox() {
  const field = useRef<HTMLInputElement>(null);
  const focus = () => field.current?.select();
  useHotkey("/", focus);
  useHotkey("mod+k", focus);
  return (
    <Form className="omnibox" role="search" action={href("/recherche")}>
      <label className="omnibox__label">
        <Icon name="search-line" />
        <span className="fr-sr-only">Rechercher</span>
        <input
          ref={field}
          className="omnibox__field"
          type="search"
          name="q"
          autoComplete="off"
          placeholder="Rechercher une institution, une personne"
          aria-keyshortcuts="/ Control+K"
        />
      </label>
      <kbd className="kbd">Ctrl K</kbd>
    </Form>
  );
}

/** The phone's navigation: four places, and « Plus » for the others. */
function BottomBar() {
  const shown = places.filter((place) => place.phone);
  return (
    <nav className="bottombar" aria-label="Principale, téléphone">
      {shown.map((place) => (
        <NavLink key={place.key} to={place.to} className="bottombar__item fr-raw-link">
          <Icon name={place.icon} size="md" />
          {place.label}
        </NavLink>
      ))}
      <Menu
        label="Plus"
        align="end"
        opener={{ className: "bottombar__item" }}
        button={
          <>
            <Icon name="more-fill" size="md" />
            Plus
          </>
        }
      >
        {places
          .filter((place) => !place.phone)
          .map((place) => (
            <MenuLink key={place.key} to={place.to}>
              <Icon name={place.icon} /> {place.label}
            </MenuLink>
          ))}
      </Menu>
    </nav>
  );
}
