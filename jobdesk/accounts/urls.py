from django.urls import path

from jobdesk.accounts.views.accept import accept
from jobdesk.accounts.views.access_request import access_request, access_request_withdraw
from jobdesk.accounts.views.choices import choose_centre, choose_language, choose_role
from jobdesk.accounts.views.colleague import colleague_duties, colleague_let_go, leave
from jobdesk.accounts.views.colleague_invitation import colleague_invite_again, colleague_uninvite
from jobdesk.accounts.views.colleague_invite import colleague_invite
from jobdesk.accounts.views.colleagues import colleagues
from jobdesk.accounts.views.deactivate import deactivate_member
from jobdesk.accounts.views.drafts import drafts
from jobdesk.accounts.views.invitation import resend_invitation, withdraw_invitation
from jobdesk.accounts.views.invite import invite
from jobdesk.accounts.views.member_centres import member_centres
from jobdesk.accounts.views.members import members
from jobdesk.accounts.views.profile import profile

app_name = "accounts"
urlpatterns = [
    path("me/", profile, name="profile"),
    path("me/role/", choose_role, name="choose_role"),
    path("me/centre/", choose_centre, name="choose_centre"),
    path("me/language/", choose_language, name="choose_language"),
    path("me/drafts/", drafts, name="drafts"),
    path("members/", members, name="members"),
    path("members/invite/", invite, name="invite"),
    path("members/requests/<int:pk>/", access_request, name="access_request"),
    path("members/requests/<int:pk>/withdraw/", access_request_withdraw, name="access_request_withdraw"),
    path("members/roles/<int:pk>/centres/", member_centres, name="member_centres"),
    path("members/<int:pk>/deactivate/", deactivate_member, name="deactivate_member"),
    path("invitations/<int:pk>/resend/", resend_invitation, name="resend_invitation"),
    path("invitations/<int:pk>/withdraw/", withdraw_invitation, name="withdraw_invitation"),
    path("colleagues/", colleagues, name="colleagues"),
    path("colleagues/invite/", colleague_invite, name="colleague_invite"),
    path("colleagues/leave/", leave, name="leave"),
    path("colleagues/<int:pk>/duties/", colleague_duties, name="colleague_duties"),
    path("colleagues/<int:pk>/let-go/", colleague_let_go, name="colleague_let_go"),
    path("colleagues/invitations/<int:pk>/again/", colleague_invite_again, name="colleague_invite_again"),
    path("colleagues/invitations/<int:pk>/withdraw/", colleague_uninvite, name="colleague_uninvite"),
    path("i/<str:token>/", accept, name="accept"),
]
